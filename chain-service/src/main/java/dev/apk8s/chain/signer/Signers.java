package dev.apk8s.chain.signer;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.utils.Numeric;

/** All signers, by tenant and name. */
@Component
public final class Signers {
    private final EventTable<SignerRecord> records;
    private final Keystore keystore;
    private final List<KeyHolder> holders;
    private final SignerProperties properties;

    Signers(EventTable<SignerRecord> signerRecords, Keystore keystore, List<KeyHolder> holders,
            SignerProperties properties) {
        this.records = signerRecords;
        this.keystore = keystore;
        this.holders = holders;
        this.properties = properties;
    }

    /** The signer of the name, or the standard one when no name is given. */
    public SignerRecord require(String tenant, @Nullable String name) {
        String wanted = name == null ? properties.standard() : name;
        return find(tenant, wanted).orElseThrow(() -> new ProblemException(SignerError.NO_SUCH_SIGNER,
                "GET /api/v1/chain/signers lists those that there are."));
    }

    /** As {@link #require}; one that signs. */
    public SignerRecord requireEnabled(String tenant, @Nullable String name) {
        SignerRecord signer = require(tenant, name);
        if (signer.disabled()) {
            throw new ProblemException(SignerError.SIGNER_DISABLED, "Enable it, or name another one.");
        }
        return signer;
    }

    public Optional<SignerRecord> find(String tenant, String name) {
        return records.get(SignerRecord.key(tenant, name));
    }

    /** The bytes that a node takes. */
    public byte[] sign(SignerRecord signer, RawTransaction transaction, long chainId) {
        return holders.stream().filter(holder -> holder.kind().equals(signer.kind())).findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody here signs for kind " + signer.kind()))
                .sign(signer.address(), transaction, chainId);
    }

    List<SignerRecord> of(Caller caller) {
        return records.after(null).values().stream().map(Revisioned::value)
                .filter(signer -> signer.tenant().equals(caller.tenant())).toList();
    }

    /** Keeps a key under a name. The key first: a record without one would be of no use to anybody. */
    SignerRecord add(String tenant, String name, ECKeyPair key) {
        String address = Numeric.prependHexPrefix(Keys.getAddress(key));
        SignerRecord signer = new SignerRecord(tenant, name, address, Keystore.KIND, false,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (find(tenant, name).isPresent() || ofAddress(address).isPresent()) {
            throw exists(null);
        }
        if (records.isFull()) {
            throw new ProblemException(SignerError.TOO_MANY_SIGNERS, "There are " + records.maxEntries() + ".");
        }
        keystore.keep(address, key);
        try {
            records.create(signer.key(), signer);
        } catch (TableConflictException other) {
            throw exists(other);
        }
        return signer;
    }

    SignerRecord disable(String tenant, String name, boolean disabled) {
        Revisioned<SignerRecord> current = records.find(SignerRecord.key(tenant, name))
                .orElseThrow(() -> new ProblemException(SignerError.NO_SUCH_SIGNER,
                        "GET /api/v1/chain/signers lists those that there are."));
        SignerRecord changed = current.value().disabled(disabled);
        try {
            records.replace(changed.key(), changed, current.revision());
        } catch (TableConflictException other) {
            throw new ProblemException(CommonError.CONFLICT, "Read it again.", other);
        }
        return changed;
    }

    /** The signer of an account, if it is one of ours. */
    public Optional<SignerRecord> ofAddress(String address) {
        return records.after(null).values().stream().map(Revisioned::value)
                .filter(signer -> signer.address().equals(address)).findFirst();
    }

    /** Keeps a key whose record is there and whose file is not. */
    void restore(SignerRecord signer, ECKeyPair key) {
        if (!keystore.has(signer.address())) {
            keystore.keep(signer.address(), key);
        }
    }

    private static ProblemException exists(@Nullable Throwable cause) {
        return new ProblemException(SignerError.SIGNER_EXISTS, "Choose another name, or use the one that there is.",
                cause);
    }
}

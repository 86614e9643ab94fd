package dev.apk8s.chain.relay;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.signer.SignerRecord;
import dev.apk8s.chain.signer.Signers;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.TableConflictException;
import dev.apk8s.platform.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes transactions: what it returns is kept on the log. */
@Component
public final class Relay {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int ID_BYTES = 16;

    private final Transactions transactions;
    private final Signers signers;
    private final TraceContext trace;
    private final JsonMapper json;
    private final long chainId;

    Relay(Transactions transactions, Signers signers, TraceContext trace, JsonMapper json, Node node) {
        this.transactions = transactions;
        this.signers = signers;
        this.trace = trace;
        this.json = json;
        this.chainId = node.chainId();
    }

    /**
     * Takes an order for a managed signer.
     *
     * @param signer by name; null for the standard one
     * @param idempotencyKey what makes a repeated request known; null when each is meant anew
     */
    public Transaction submit(Caller caller, @Nullable String signer, Order order, @Nullable String idempotencyKey) {
        SignerRecord of = signers.requireEnabled(caller.tenant(), signer);
        return keep(caller, of.name(), of.address(), null, order, idempotencyKey);
    }

    /** Takes a transaction that its owner signed. Handed in twice, it is the same one. */
    public Transaction submitPresigned(Caller caller, String raw) {
        Presigned presigned = Presigned.read(raw, chainId);
        return keep(caller, null, presigned.from(), presigned.nonce(), presigned.order(),
                "presigned:" + presigned.hash());
    }

    private Transaction keep(Caller caller, @Nullable String signer, String from, @Nullable Long nonce, Order order,
            @Nullable String idempotencyKey) {
        String id = idempotencyKey == null
                ? UuidCreator.getTimeOrderedEpoch().toString()
                : HexFormat.of().formatHex(Arrays.copyOf(sha256(caller.tenant() + '\0' + idempotencyKey), ID_BYTES));
        String digest = HexFormat.of().formatHex(sha256(from + json.writeValueAsString(order)));
        Transaction former = transactions.find(caller.tenant(), id).orElse(null);
        if (former != null) {
            return same(former, digest);
        }
        if (transactions.isFull()) {
            throw new ProblemException(RelayError.RELAY_FULL, "Try again when some are finished.")
                    .retryAfter(RETRY_AFTER);
        }
        Instant now = Instant.now();
        Transaction transaction = new Transaction(id, caller.tenant(), signer, from, order, digest, State.ACCEPTED,
                null, nonce, List.of(), null, false, now, now, caller.name(), trace.currentTraceParent());
        try {
            transactions.create(transaction);
            return transaction;
        } catch (TableConflictException other) {
            return same(require(caller, id), digest);
        }
    }

    private static Transaction same(Transaction former, String digest) {
        if (!former.digest().equals(digest)) {
            throw new ProblemException(RelayError.IDEMPOTENCY_KEY_REUSED,
                    "Transaction " + former.id() + " has this key and does something else. Choose another key.");
        }
        return former;
    }

    public Transaction require(Caller caller, String id) {
        return transactions.find(caller.tenant(), id)
                .orElseThrow(() -> new ProblemException(RelayError.NO_SUCH_TRANSACTION,
                        "GET /api/v1/chain/transactions lists those that there are."));
    }

    /** Asks for a transaction not to happen. Whether that comes in time, its state tells. */
    Transaction cancel(Caller caller, String id) {
        Transaction transaction = require(caller, id);
        if (transaction.isPresigned() && transaction.state() != State.ACCEPTED) {
            throw new ProblemException(RelayError.TRANSACTION_NOT_OURS,
                    "Only who signed it can sign another one with its nonce.");
        }
        Transaction changed = transactions.change(transaction.key(), Transaction::cancel);
        if (changed.state().isFinal()) {
            throw new ProblemException(RelayError.TRANSACTION_FINISHED, "It is " + changed.state() + ".");
        }
        return changed;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** The name of an account, for people. */
    static String shown(String account) {
        return Hex.checksummed(account);
    }
}

package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.relay.Fees.Offer;
import dev.apk8s.chain.signer.SignerRecord;
import dev.apk8s.chain.signer.Signers;
import dev.apk8s.platform.trace.TraceContext;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.utils.Numeric;

/** Makes signed bytes of orders. */
@Component
final class Signing {
    /** That a transfer of nothing to oneself takes. */
    static final long PLAIN_GAS = 21_000;

    private final Signers signers;
    private final TraceContext trace;
    private final long chainId;

    Signing(Signers signers, TraceContext trace, Node node) {
        this.signers = signers;
        this.trace = trace;
        this.chainId = node.chainId();
    }

    /** The signer of a transaction, whether it is disabled or not. */
    SignerRecord signer(Transaction transaction) {
        return signers.require(transaction.tenant(), transaction.signer());
    }

    Attempt sign(Transaction transaction, @Nullable String to, long nonce, long gas, Offer offer) {
        Order order = transaction.order();
        RawTransaction raw = RawTransaction.createTransaction(chainId, BigInteger.valueOf(nonce),
                BigInteger.valueOf(gas), to == null ? "" : to, order.wei(), order.data(), offer.tip(), offer.maxFee());
        return trace.within(transaction.traceParent(), "sign-transaction",
                () -> attempt(signers.sign(signer(transaction), raw, chainId), offer, false));
    }

    /** Uses a nonce up without doing anything: sends nothing to oneself. */
    Attempt cancel(SignerRecord signer, long nonce, Offer offer) {
        RawTransaction raw = RawTransaction.createTransaction(chainId, BigInteger.valueOf(nonce),
                BigInteger.valueOf(PLAIN_GAS), signer.address(), BigInteger.ZERO, "0x", offer.tip(), offer.maxFee());
        return attempt(signers.sign(signer, raw, chainId), offer, true);
    }

    /** Who can sign for an account; empty when it belongs to somebody else. */
    Optional<SignerRecord> signer(String account) {
        return signers.ofAddress(account);
    }

    static Attempt presigned(String raw) {
        return attempt(Numeric.hexStringToByteArray(raw), new Offer(BigInteger.ZERO, BigInteger.ZERO), false);
    }

    private static Attempt attempt(byte[] raw, Offer offer, boolean cancels) {
        return new Attempt(Numeric.toHexString(Hash.sha3(raw)), Numeric.toHexString(raw), offer.maxFee().toString(),
                offer.tip().toString(), Instant.now(), cancels);
    }
}

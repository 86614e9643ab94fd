package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.platform.problem.ProblemException;
import java.security.SignatureException;
import java.util.Locale;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.crypto.transaction.type.Transaction2930;
import org.web3j.utils.Numeric;

/**
 * A transaction as its owner signed it.
 *
 * @param from whose signature it has
 */
record Presigned(String hash, String from, long nonce, Order order) {
    private static final int MAX_BYTES = 128 << 10;
    private static final String FIELD = "raw";

    static Presigned read(String raw, long chainId) {
        String bytes = Hex.bytes(FIELD, raw, MAX_BYTES);
        SignedRawTransaction signed = decode(bytes);
        if (chainOf(signed) != chainId) {
            throw ProblemException.invalidField(FIELD, "is signed for another chain than " + chainId);
        }
        try {
            String to = signed.getTo();
            Order order = new Order(to == null || to.length() <= 2 ? null : to.toLowerCase(Locale.ROOT), null,
                    signed.getValue().toString(), Numeric.prependHexPrefix(signed.getData()),
                    signed.getGasLimit().longValueExact(), bytes);
            return new Presigned(Hash.sha3(bytes), signed.getFrom().toLowerCase(Locale.ROOT),
                    signed.getNonce().longValueExact(), order);
        } catch (SignatureException | ArithmeticException unreadable) {
            throw wrong(unreadable);
        }
    }

    /** Without one, a transaction of old could be played on any chain. */
    private static long chainOf(SignedRawTransaction signed) {
        Long chain = switch (signed.getTransaction()) {
            case Transaction1559 transaction -> transaction.getChainId();
            case Transaction2930 transaction -> transaction.getChainId();
            default -> signed.getChainId();
        };
        return chain == null ? 0 : chain;
    }

    private static SignedRawTransaction decode(String raw) {
        RawTransaction decoded;
        try {
            decoded = TransactionDecoder.decode(raw);
        } catch (RuntimeException unreadable) {
            throw wrong(unreadable);
        }
        if (decoded instanceof SignedRawTransaction signed) {
            return signed;
        }
        throw ProblemException.invalidField(FIELD, "is not signed");
    }

    private static ProblemException wrong(Exception cause) {
        ProblemException wrong = ProblemException.invalidField(FIELD, "is not a signed transaction");
        wrong.addSuppressed(cause);
        return wrong;
    }
}

package dev.apk8s.chain.signer;

import fr.acinq.secp256k1.Secp256k1;
import java.util.Arrays;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * A private key that signs with Bitcoin Core's library: the same bytes as web3j's signature (RFC 6979 leaves no choice) at
 * a tenth of the time.
 */
final class SigningKey {
    private static final Secp256k1 CURVE = Secp256k1.get();
    private static final int NUMBER_BYTES = 32;
    /** Four points may belong to a signature; the latter two once in 2^127. */
    private static final int POINTS = 4;
    private static final int FIRST_V = 27;

    private final byte[] secret;
    private final byte[] publicKey;

    SigningKey(ECKeyPair pair) {
        secret = Numeric.toBytesPadded(pair.getPrivateKey(), NUMBER_BYTES);
        publicKey = CURVE.pubkeyCreate(secret);
    }

    /** @param transaction of a typed form (EIP-2718), which names its chain itself */
    byte[] sign(RawTransaction transaction) {
        if (transaction.getType().isLegacy()) {
            throw new IllegalArgumentException("Only typed transactions are signed");
        }
        byte[] hash = Hash.sha3(TransactionEncoder.encode(transaction));
        byte[] signature = CURVE.sign(hash, secret);
        return TransactionEncoder.encode(transaction,
                new SignatureData((byte) (FIRST_V + pointOf(signature, hash)),
                        Arrays.copyOf(signature, NUMBER_BYTES),
                        Arrays.copyOfRange(signature, NUMBER_BYTES, signature.length)));
    }

    private int pointOf(byte[] signature, byte[] hash) {
        for (int point = 0; point < POINTS; point++) {
            if (Arrays.equals(CURVE.ecdsaRecover(signature, hash, point), publicKey)) {
                return point;
            }
        }
        throw new IllegalStateException("A signature does not belong to its key");
    }
}

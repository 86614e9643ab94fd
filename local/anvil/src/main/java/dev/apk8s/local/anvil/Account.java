package dev.apk8s.local.anvil;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jcajce.provider.digest.Keccak;

/**
 * An account that has ether from the start. Its key is made from a secret of this installation: SHA-256 over a
 * name and the secret. Who knows the secret has the same key, and nobody else.
 *
 * @param name that the key is made from
 * @param ether that it has in the first block
 */
record Account(String name, int ether) {
    /** As in the book: one with 100 ether, one with 200. */
    static final List<Account> FUNDED = List.of(new Account("platform", 100), new Account("reserve", 200));
    private static final int ADDRESS_BYTES = 20;
    private static final BigInteger WEI = BigInteger.TEN.pow(18);

    /** The address that belongs to the key: the end of Keccak-256 over the public point. */
    String address(String secret) {
        BigInteger key = new BigInteger(1, sha256(name + ":" + secret));
        byte[] point = CustomNamedCurves.getByName("secp256k1").getG().multiply(key).normalize().getEncoded(false);
        byte[] hash = new Keccak.Digest256().digest(Arrays.copyOfRange(point, 1, point.length));
        return "0x" + HexFormat.of().formatHex(hash, hash.length - ADDRESS_BYTES, hash.length);
    }

    /** In wei, as the node takes it. */
    String balance() {
        return "0x" + BigInteger.valueOf(ether).multiply(WEI).toString(16);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}

package dev.apk8s.chain.node;

import dev.apk8s.platform.problem.ProblemException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Keys;
import tools.jackson.databind.JsonNode;

/** Numbers and bytes as Ethereum's JSON-RPC writes them. */
public final class Hex {
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern BYTES = Pattern.compile("0x([0-9a-fA-F]{2})*");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,77}");
    private static final int RADIX = 16;

    private Hex() {}

    public static BigInteger quantity(JsonNode node) {
        return quantity(node.asString("0x0"));
    }

    public static BigInteger quantity(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, RADIX);
    }

    public static long number(JsonNode node) {
        return quantity(node).longValueExact();
    }

    public static String of(long number) {
        return "0x" + Long.toHexString(number);
    }

    public static String of(BigInteger number) {
        return "0x" + number.toString(RADIX);
    }

    /** An address with its checksum, in the mixed case of EIP-55. */
    public static String checksummed(String address) {
        return Keys.toChecksumAddress(address);
    }

    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** The address in lower case. */
    public static String address(String field, @Nullable String text) {
        if (text == null || !ADDRESS.matcher(text).matches()) {
            throw ProblemException.invalidField(field, "must be an address: 0x and 40 hexadecimal digits");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean mixed = !text.equals(lower) && !text.substring(2).equals(text.substring(2).toUpperCase(Locale.ROOT));
        if (mixed && !checksummed(lower).equals(text)) {
            throw ProblemException.invalidField(field, "has a wrong checksum: a digit or a letter's case was mistyped");
        }
        return lower;
    }

    /** The hash in lower case. */
    public static String hash(String field, @Nullable String text) {
        if (text == null || !isHash(text)) {
            throw ProblemException.invalidField(field, "must be a hash: 0x and 64 hexadecimal digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** The bytes in lower case, with 0x. */
    public static String bytes(String field, @Nullable String text, int maxBytes) {
        if (text == null || !BYTES.matcher(text).matches()) {
            throw ProblemException.invalidField(field, "must be bytes: 0x and pairs of hexadecimal digits");
        }
        if ((text.length() - 2) / 2 > maxBytes) {
            throw ProblemException.invalidField(field, "has more than " + maxBytes + " bytes");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** A number of wei or the like: decimal digits. */
    public static BigInteger decimal(String field, @Nullable String text) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            throw ProblemException.invalidField(field, "must be a whole number of wei in decimal digits, as a text");
        }
        return new BigInteger(text);
    }
}

package dev.apk8s.chain.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction is to do.
 *
 * @param to whom it goes; null to make a contract, or when a contract is named
 * @param contract name of a contract whose address may not be known yet, otherwise null
 * @param value in wei
 * @param data with 0x
 * @param gas the limit; null to have it estimated
 * @param presigned the signed bytes with 0x, when somebody else signed it
 */
public record Order(@Nullable String to, @Nullable String contract, String value, String data, @Nullable Long gas,
        @Nullable String presigned) {

    public static Order transfer(String to, BigInteger wei) {
        return new Order(to, null, wei.toString(), "0x", null, null);
    }

    public static Order deployment(String bytecode) {
        return new Order(null, null, "0", bytecode, null, null);
    }

    /** A call of a contract's method. */
    public static Order of(String contract, String data, BigInteger wei) {
        return new Order(null, contract, wei.toString(), data, null, null);
    }

    Order withGas(@Nullable Long limit) {
        return new Order(to, contract, value, data, limit, presigned);
    }

    @JsonIgnore
    BigInteger wei() {
        return new BigInteger(value);
    }
}

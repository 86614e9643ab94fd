package dev.apk8s.local.demo.device;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A trace that a device begins, which asks all who take part to write their spans down.
 *
 * @param id 32 hexadecimal digits
 * @param span of the device itself, 16 hexadecimal digits
 */
public record Trace(String id, String span) {
    private static final HexFormat HEX = HexFormat.of();

    public static Trace begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + HEX.toHexDigits(random.nextLong()),
                HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE)));
    }

    /** The header {@code traceparent}, sampled. */
    String parent() {
        return "00-" + id + "-" + span + "-01";
    }
}

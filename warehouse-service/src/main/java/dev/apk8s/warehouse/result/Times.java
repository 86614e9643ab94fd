package dev.apk8s.warehouse.result;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Times as ISO 8601 has them, from the engine's own form, with every digit that the engine gave. */
final class Times {
    /** Where a date of four digits ends; other years are longer. */
    private static final int SECONDS_LENGTH = 19;

    private Times() {}

    /** {@code 2026-11-01 08:00:00.123} becomes {@code 2026-11-01T08:00:00.123}. */
    static String timestamp(String engine) {
        return engine.replace(' ', 'T');
    }

    /**
     * {@code 2026-11-01 08:00:00.123 UTC} becomes {@code 2026-11-01T08:00:00.123Z}; a named zone becomes its offset with
     * the name behind it, as RFC 9557 has it. The hour that is there twice when clocks go back is taken for the first:
     * the engine does not say which it is.
     */
    static String timestampWithZone(String engine) {
        int zone = engine.lastIndexOf(' ');
        String local = timestamp(engine.substring(0, zone));
        String name = engine.substring(zone + 1);
        if (name.equals("UTC")) {
            return local + "Z";
        }
        if (name.startsWith("+") || name.startsWith("-")) {
            return local + name;
        }
        try {
            ZoneOffset offset = LocalDateTime.parse(cut(local)).atZone(ZoneId.of(name)).getOffset();
            return local + offset.getId() + "[" + name + "]";
        } catch (DateTimeException unknown) {
            return local + "[" + name + "]";
        }
    }

    /** The instant of a timestamp with time zone, to nine digits. */
    static OffsetDateTime instant(String engine) {
        int zone = engine.lastIndexOf(' ');
        LocalDateTime local = LocalDateTime.parse(cut(timestamp(engine.substring(0, zone))));
        return local.atZone(ZoneId.of(engine.substring(zone + 1))).toOffsetDateTime();
    }

    /** A local time to nine digits, which is all that Java keeps. */
    static LocalDateTime local(String engine) {
        return LocalDateTime.parse(cut(timestamp(engine)));
    }

    private static String cut(String iso) {
        int dot = iso.indexOf('.');
        String text = dot > 0 && iso.length() > dot + 10 ? iso.substring(0, dot + 10) : iso;
        int dash = text.indexOf('-', 1);
        return dash > 4 && text.charAt(0) != '+' && text.length() > SECONDS_LENGTH && text.charAt(0) != '-'
                ? "+" + text
                : text;
    }
}

package dev.apk8s.local.demo.device;

import java.util.OptionalInt;

/**
 * Event ids that tell which reading of which device they name: {@code <device>-<sequence>}, and with {@code .<n>} behind
 * it, as the platform numbers the events of one request, the n-th reading after that.
 */
public final class EventIds {
    private EventIds() {}

    static String of(String device, int sequence) {
        return device + "-" + sequence;
    }

    /** How the platform names a reading that was the only one of its request. */
    static String single(String device, int sequence) {
        return of(device, sequence) + ".0";
    }

    /** The sequence of a device's reading; empty for an id that the device did not give. */
    public static OptionalInt sequence(String device, String id) {
        if (id.length() <= device.length() + 1 || !id.startsWith(device) || id.charAt(device.length()) != '-') {
            return OptionalInt.empty();
        }
        String rest = id.substring(device.length() + 1);
        int point = rest.indexOf('.');
        try {
            int first = Integer.parseInt(point < 0 ? rest : rest.substring(0, point));
            return OptionalInt.of(point < 0 ? first : first + Integer.parseInt(rest.substring(point + 1)));
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}

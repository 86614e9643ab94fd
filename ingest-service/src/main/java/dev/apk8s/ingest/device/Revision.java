package dev.apk8s.ingest.device;

import dev.apk8s.platform.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The revision that a caller wants to change, from {@code If-Match}; or whichever there is. */
record Revision(@Nullable Long wanted) {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    static Revision ofIfMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new Revision(null);
        }
        var tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw ProblemException.invalidField("If-Match", "must be the ETag that a GET of the device answered with");
        }
        return new Revision(Long.valueOf(tag.group(1)));
    }

    static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    void check(String device, long present) {
        if (wanted != null && wanted != present) {
            throw new ProblemException(DeviceError.DEVICE_CHANGED,
                    "'" + device + "' was changed since. Read it again and decide anew.").with("device", device);
        }
    }
}

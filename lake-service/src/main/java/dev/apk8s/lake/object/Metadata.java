package dev.apk8s.lake.object;

import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a client says of its object: headers {@code x-amz-meta-*}, as S3 has them, given back with it. */
public final class Metadata {
    static final String PREFIX = "x-amz-meta-";
    /** Of all names and values together, in bytes: what S3 takes. */
    private static final int LONGEST = 2_048;
    private static final String OURS = "apk8s-";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,127}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private Metadata() {}

    static Map<String, String> of(HttpServletRequest request) {
        Map<String, String> metadata = new HashMap<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                metadata.put(name.substring(PREFIX.length()), request.getHeader(header));
            }
        }
        return check(metadata);
    }

    /**
     * Returns the metadata when it can be kept.
     *
     * @throws ProblemException INVALID_FIELD
     */
    public static Map<String, String> check(Map<String, String> metadata) {
        int length = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            String name = entry.getKey();
            length += name.length() + entry.getValue().length();
            if (!NAME.matcher(name).matches() || name.startsWith(OURS)) {
                throw ProblemException.invalidField(PREFIX + name,
                        "the name must be lower case letters, digits, dots, hyphens and underscores, and not begin with "
                                + OURS);
            }
            if (!VALUE.matcher(entry.getValue()).matches()) {
                throw ProblemException.invalidField(PREFIX + name, "the value must be printable ASCII");
            }
        }
        if (length > LONGEST) {
            throw ProblemException.invalidField(PREFIX + "*", "must be at most " + LONGEST + " bytes in all");
        }
        return metadata;
    }
}

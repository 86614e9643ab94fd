package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which keys an object of the lake may have: those that stand in a path as they are, on every store and through every
 * proxy. A key is a path of segments with single slashes between them.
 */
public final class ObjectKeys {
    /** Of the whole key, in bytes of UTF-8. */
    public static final int LONGEST = 1_024;
    /** A store that keeps objects as files adds to the names of those, of which a file system takes 255 bytes. */
    public static final int LONGEST_SEGMENT = 160;
    private static final String NEVER = "\\;%";

    private ObjectKeys() {}

    /**
     * Returns the key when it is one.
     *
     * @param field that it came in, named in the problem
     * @throws ProblemException INVALID_FIELD
     */
    public static String check(String field, String key) {
        if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw ProblemException.invalidField(field, "must be 1 to " + LONGEST + " bytes of UTF-8");
        }
        if (key.codePoints().anyMatch(ObjectKeys::isNeverTaken)) {
            throw ProblemException.invalidField(field,
                    "must have no backslash, semicolon, percent sign, control character or line separator");
        }
        for (String segment : Arrays.asList(key.split("/", -1))) {
            checkSegment(field, segment);
        }
        return key;
    }

    private static void checkSegment(String field, String segment) {
        if (segment.isEmpty()) {
            throw ProblemException.invalidField(field, "must not begin or end with a slash, nor have two in a row");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw ProblemException.invalidField(field, "must have no segment . or ..");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT) {
            throw ProblemException.invalidField(field,
                    "must have at most " + LONGEST_SEGMENT + " bytes between two slashes");
        }
    }

    private static boolean isNeverTaken(int character) {
        return NEVER.indexOf(character) >= 0 || Character.isISOControl(character)
                || switch (Character.getType(character)) {
                    case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
                    default -> false;
                };
    }
}

package dev.apk8s.ingest.device;

import dev.apk8s.platform.problem.ProblemException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a device's id and attributes must keep to. */
final class DeviceRules {
    /** Ids beginning so are the platform's own. */
    static final String RESERVED = "apk8s-";
    static final String ID_RULE = "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final int MAX_VALUE = 256;

    private final int maxAttributes;

    DeviceRules(DeviceProperties properties) {
        maxAttributes = properties.maxAttributes();
    }

    String checkedId(String id) {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.invalidField("id", "must be " + ID_RULE);
        }
        if (id.startsWith(RESERVED)) {
            throw ProblemException.invalidField("id", "must not begin with '" + RESERVED + "'");
        }
        return id;
    }

    /** The attributes with changes merged in: null removes one. */
    Map<String, String> merged(Map<String, String> present, Map<String, @Nullable String> changes) {
        Map<String, String> merged = new TreeMap<>(present);
        changes.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(checkedName(name), checkedValue(name, value));
            }
        });
        if (merged.size() > maxAttributes) {
            throw ProblemException.invalidField("attributes", "a device has " + maxAttributes + " at most");
        }
        return merged;
    }

    private static String checkedName(String name) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw ProblemException.invalidField("attributes",
                    "a name must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter");
        }
        return name;
    }

    private static String checkedValue(String name, String value) {
        if (value.length() > MAX_VALUE) {
            throw ProblemException.invalidField("attributes." + name,
                    "must have " + MAX_VALUE + " characters at most");
        }
        return value;
    }
}

package dev.apk8s.ml.model;

import dev.apk8s.platform.problem.ProblemException;
import java.util.regex.Pattern;

/** What models and experiments may be called: it becomes a part of keys in the lake. */
public final class ModelName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private ModelName() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    public static String check(String field, String name) {
        if (!isValid(name)) {
            throw ProblemException.invalidField(field,
                    "must be 1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit");
        }
        return name;
    }
}

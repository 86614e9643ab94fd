package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import java.util.regex.Pattern;

/** Names of fields, as callers may give them. */
final class FieldName {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_@][\\p{L}\\p{N}_@. -]{0,199}");
    private static final Pattern PATTERN = Pattern.compile("[\\p{L}\\p{N}_@*][\\p{L}\\p{N}_@*. -]{0,199}");

    private FieldName() {}

    static String checked(String parameter, String name) {
        return checked(parameter, name, NAME);
    }

    /** A name in which {@code *} stands for any characters. */
    static String pattern(String parameter, String name) {
        return checked(parameter, name, PATTERN);
    }

    private static String checked(String parameter, String name, Pattern form) {
        if (!form.matcher(name).matches()) {
            throw ProblemException.invalidField(parameter, "'" + name + "' is not the name of a field");
        }
        return name;
    }
}

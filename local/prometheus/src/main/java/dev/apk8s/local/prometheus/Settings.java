package dev.apk8s.local.prometheus;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of settings, with the environment put in where it is named. */
final class Settings {
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Z0-9_]+)}");
    private static final String SCHEME = "http://";

    private Settings() {}

    /** An address becomes a target: host and port. */
    static String fill(String text, Map<String, String> environment) {
        return NAME.matcher(text).replaceAll(found -> {
            String value = environment.get(found.group(1));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("The environment variable " + found.group(1) + " is missing");
            }
            return Matcher
                    .quoteReplacement(value.startsWith(SCHEME) ? value.substring(SCHEME.length()) : value);
        });
    }
}

package dev.apk8s.local.home;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The passwords of one copy of the platform: made once, kept in {@code secrets.yaml}. */
public final class Secrets {
    /** No characters that shells, URLs or configuration files treat as special. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    /** 28 of 57 characters are 163 bits. */
    private static final int LENGTH = 28;

    private Secrets() {}

    /** What is kept, and new ones for the names that have none yet. */
    public static Map<String, String> ensure(Home home, Collection<String> names) {
        Map<String, String> secrets = load(home);
        SecureRandom random = new SecureRandom();
        boolean added = false;
        for (String name : names) {
            added |= secrets.putIfAbsent(name, generate(random)) == null;
        }
        if (added) {
            YamlFile.write(home.secrets(), secrets);
        }
        return secrets;
    }

    /**
     * What is kept, by name; nothing before the first start.
     *
     * @throws HomeException when the file is not a mapping of texts
     */
    @SuppressWarnings("unchecked") // checked by hand below: the file may have been edited
    public static Map<String, String> load(Home home) {
        Map<String, String> secrets = new TreeMap<>();
        Map<String, Object> kept = YamlFile.read(home.secrets(), Map.class).orElse(Map.of());
        kept.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw new HomeException(home.secrets() + ": " + name + ": must be a text, put it in quotes");
            }
            secrets.put(name, text);
        });
        return secrets;
    }

    private static String generate(SecureRandom random) {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }
}

package dev.apk8s.warehouse.engine;

/** Writes values as literals of SQL, and names as identifiers. Nothing that is inside of one can end it. */
public final class Literals {
    private Literals() {}

    /** {@code 'It''s'}. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A literal of a type by its text, such as {@code DATE '2026-11-01'}. */
    public static String typed(String type, String value) {
        return type + " " + text(value);
    }

    /** {@code "a ""name"""}. */
    public static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Several names with dots between them. */
    public static String path(String... names) {
        StringBuilder path = new StringBuilder();
        for (String name : names) {
            path.append(path.isEmpty() ? "" : ".").append(name(name));
        }
        return path.toString();
    }
}

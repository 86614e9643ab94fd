package dev.apk8s.warehouse.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a type as the engine writes it, such as {@code map(varchar(1), row(x bigint, "a b" decimal(3, 1)))}. Both
 * engines have the text; its parsed form beside it differs between them.
 */
final class TypeReader {
    private static final int MILLISECONDS = 3;
    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;

    private TypeReader(String text) {
        this.text = text;
    }

    static ColumnType read(String type) {
        return new TypeReader(type).type();
    }

    private ColumnType type() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The type is nested too deep");
        }
        ColumnType type = typeNamed(word());
        depth--;
        return type;
    }

    private ColumnType typeNamed(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "array" -> {
                skip('(');
                ColumnType element = type();
                skip(')');
                yield new ColumnType.Array(element);
            }
            case "map" -> {
                skip('(');
                ColumnType key = type();
                skip(',');
                ColumnType value = type();
                skip(')');
                yield new ColumnType.Map(key, value);
            }
            case "row" -> new ColumnType.Row(fields());
            default -> scalar(word);
        };
    }

    private List<ColumnType.Field> fields() {
        List<ColumnType.Field> fields = new ArrayList<>();
        skip('(');
        do {
            fields.add(field(fields.size()));
        } while (taken(','));
        skip(')');
        return List.copyOf(fields);
    }

    /** A field may have no name; then its first word is the type's. */
    private ColumnType.Field field(int position) {
        if (peek() == '"') {
            return new ColumnType.Field(quoted(), type());
        }
        int start = at;
        String first = word();
        char following = peek();
        if (Character.isLetter(following) && !continues(first)) {
            return new ColumnType.Field(first, type());
        }
        at = start;
        return new ColumnType.Field("field" + position, type());
    }

    /** Whether what follows belongs to the type's name: {@code time with time zone}, {@code interval day to second}. */
    private boolean continues(String first) {
        String rest = text.substring(at).stripLeading().toLowerCase(Locale.ROOT);
        return rest.startsWith("with time zone")
                || first.equalsIgnoreCase("interval")
                        && (rest.startsWith("day to second") || rest.startsWith("year to month"));
    }

    private ColumnType scalar(String word) {
        String base = word;
        if (word.equalsIgnoreCase("interval")) {
            base = "interval " + word() + " " + word() + " " + word();
        }
        int precision = MILLISECONDS;
        int scale = 0;
        if (taken('(')) {
            precision = number();
            while (taken(',')) {
                scale = number();
            }
            skip(')');
        }
        if (text.substring(at).stripLeading().toLowerCase(Locale.ROOT).startsWith("with time zone")) {
            base = base + " " + word() + " " + word() + " " + word();
        }
        return new ColumnType.Scalar(Kind.of(base), precision, scale);
    }

    private String word() {
        blanks();
        if (peek() == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_'
                || text.charAt(at) == '$' || text.charAt(at) == ':')) {
            at++;
        }
        if (start == at) {
            throw new IllegalArgumentException("No type at " + at + " of " + text);
        }
        return text.substring(start, at);
    }

    private String quoted() {
        blanks();
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                if (at + 1 >= text.length() || text.charAt(at + 1) != '"') {
                    break;
                }
                at++;
            }
            name.append(text.charAt(at));
        }
        at++;
        return name.toString();
    }

    /** A number, or a word where a type has one in its brackets, which does not matter to a result. */
    private int number() {
        String word = word();
        return word.chars().allMatch(Character::isDigit) && word.length() < 10 ? Integer.parseInt(word) : 0;
    }

    private boolean taken(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skip(char wanted) {
        if (!taken(wanted)) {
            throw new IllegalArgumentException("No " + wanted + " at " + at + " of " + text);
        }
    }

    private char peek() {
        blanks();
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}

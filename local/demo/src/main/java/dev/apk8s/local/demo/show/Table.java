package dev.apk8s.local.demo.show;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns as wide as they must be: the first to the left, the others, which are numbers, to the right. */
public final class Table {
    private static final String GAP = "   ";
    private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");

    private final List<List<String>> rows = new ArrayList<>();

    public Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : GAP).append(i == 0 ? row.get(i) + padding : padding + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        String bare = ESCAPE.matcher(text).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }
}

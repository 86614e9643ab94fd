package dev.apk8s.local.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/** Standard output: whether a person looks at it, and how it may look. */
final class Screen {
    private final boolean terminal;
    private final boolean colors;
    private final PrintStream out;

    private Screen(boolean terminal, boolean colors) {
        this.terminal = terminal;
        this.colors = colors;
        this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /** The script tells by {@code -Dapk8s.terminal} whether standard output is one: Java cannot tell it alone. */
    static Screen detect() {
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean terminal = Boolean.getBoolean("apk8s.terminal") && !dumb && System.getenv("CI") == null;
        String noColor = System.getenv("NO_COLOR");
        return new Screen(terminal, terminal && (noColor == null || noColor.isEmpty()));
    }

    boolean isTerminal() {
        return terminal;
    }

    Ansi ansi() {
        return colors ? Ansi.ON : Ansi.OFF;
    }

    /** @param markup picocli's, such as {@code @|bold text|@} */
    void print(String markup) {
        out.println(render(markup));
    }

    void printPlain(String text) {
        out.println(text);
    }

    /** Bytes as they are. */
    void write(byte[] bytes, int length) {
        out.write(bytes, 0, length);
        out.flush();
    }

    String render(String markup) {
        return ansi().string(markup);
    }
}

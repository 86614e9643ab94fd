package dev.apk8s.local.demo.show;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/**
 * Lines that stay, and below them what is going on. On a terminal the latter is drawn anew ten times a second; in a file
 * it is a line now and then.
 */
public final class Screen implements AutoCloseable {
    private static final String[] TURNS = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long TERMINAL_MILLIS = 100;
    private static final long FILE_MILLIS = 2_000;

    private final Ink ink;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final @Nullable Terminal terminal;
    private final @Nullable Display display;
    private final Thread drawing;
    private volatile boolean open = true;
    private @Nullable String title;
    private Live live = Live.NOTHING;
    private Instant begun = Instant.now();
    private int turn;

    public Screen(boolean isTerminal, Ink ink) {
        this.ink = ink;
        try {
            terminal = isTerminal ? TerminalBuilder.builder().system(true).dumb(true).build() : null;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        display = terminal == null ? null : new Display(terminal, false);
        drawing = Thread.ofPlatform().name("screen").daemon().start(this::draw);
    }

    public Ink ink() {
        return ink;
    }

    /** Something begins. */
    public synchronized void begin(String what) {
        title = what;
        live = Live.NOTHING;
        begun = Instant.now();
    }

    /** What began has this to show. */
    public synchronized void show(Live shown) {
        live = shown;
    }

    /** It went well. */
    public synchronized void done(String what) {
        end(ink.good("✔") + " " + what + "  " + ink.faint(Amounts.seconds(Duration.between(begun, Instant.now()))));
    }

    /** It did not. */
    public synchronized void failed(String what) {
        end(ink.bad("✘") + " " + what);
    }

    public synchronized void print(String line) {
        clear();
        if (terminal == null) {
            out.println(line);
        } else {
            terminal.writer().println(line);
            terminal.flush();
        }
    }

    private void end(String line) {
        title = null;
        live = Live.NOTHING;
        print("  " + line);
    }

    private void draw() {
        try {
            while (open) {
                TimeUnit.MILLISECONDS.sleep(terminal == null ? FILE_MILLIS : TERMINAL_MILLIS);
                update();
            }
        } catch (InterruptedException _) {
            open = false;
        }
    }

    private synchronized void update() {
        if (title == null || !open) {
            return;
        }
        if (terminal == null) {
            String summary = live.summary();
            if (!summary.isEmpty()) {
                out.println("    " + summary);
            }
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("  " + ink.active(TURNS[turn++ % TURNS.length]) + " " + title + "  "
                + ink.faint(Amounts.seconds(Duration.between(begun, Instant.now()))));
        lines.addAll(live.lines());
        paint(lines);
    }

    private void clear() {
        if (terminal != null && display != null) {
            paint(List.of());
            display.reset();
        }
    }

    private void paint(List<String> lines) {
        Terminal on = terminal;
        Display painted = display;
        if (on == null || painted == null) {
            return;
        }
        Size size = on.getSize();
        int columns = Math.max(size.getColumns(), 40);
        painted.resize(size.getRows(), columns);
        List<AttributedString> cut = lines.stream().limit(Math.max(2, size.getRows() - 1))
                .map(line -> AttributedString.fromAnsi(line).columnSubSequence(0, columns - 1)).toList();
        int cursor = cut.isEmpty() ? 0 : size.cursorPos(cut.size() - 1, cut.getLast().columnLength());
        painted.update(cut, cursor);
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            drawing.interrupt();
            clear();
            try {
                if (terminal != null) {
                    terminal.close();
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }
}

package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** A table that stays in its place in the terminal and changes. */
final class LiveView implements ProgressView {
    private final Screen screen;
    private final String title;
    private final Terminal terminal;
    private final Display display;
    private final Instant begun = Instant.now();
    private int tick;

    LiveView(Screen screen, String title) {
        this.screen = screen;
        this.title = title;
        try {
            this.terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        this.display = new Display(terminal, false);
    }

    @Override
    public void show(SupervisorView view) {
        tick++;
        Size size = terminal.getSize();
        int columns = Math.max(size.getColumns(), 40);
        display.resize(size.getRows(), columns);
        List<AttributedString> lines = new ArrayList<>();
        for (String line : lines(view).stream().limit(Math.max(size.getRows() - 1, 1)).toList()) {
            lines.add(AttributedString.fromAnsi(line).columnSubSequence(0, columns - 1));
        }
        display.update(lines, size.cursorPos(lines.size() - 1, lines.getLast().columnLength()));
    }

    @Override
    public void close() {
        terminal.writer().println();
        terminal.flush();
        try {
            terminal.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private List<String> lines(SupervisorView view) {
        long memory = view.components().stream().mapToLong(ComponentView::memoryBytes).sum();
        List<String> lines = new ArrayList<>();
        lines.add(screen.render("  @|bold " + title + "|@  @|faint "
                + Amounts.duration(Duration.between(begun, Instant.now()).toMillis() / 1000.0) + "  "
                + Amounts.bytes(memory)
                + "|@"));
        lines.add("");
        Table table = new Table(Set.of(3, 5));
        for (ComponentView component : view.components()) {
            table.add("  " + screen.render(Rows.mark(component.state(), tick)), screen.render(component.title()),
                    screen.render(Rows.state(component.state())), Rows.seconds(component), Rows.ports(component),
                    Amounts.bytes(component.memoryBytes()), screen.render("@|faint " + Rows.detail(component) + "|@"));
        }
        lines.addAll(table.lines());
        return lines;
    }
}

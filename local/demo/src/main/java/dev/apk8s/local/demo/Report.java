package dev.apk8s.local.demo;

import dev.apk8s.local.demo.count.Verdict;
import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.device.Trace;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Ink;
import dev.apk8s.local.demo.show.Screen;
import dev.apk8s.local.demo.show.Table;
import dev.apk8s.local.demo.step.CommandDevice;
import dev.apk8s.local.demo.step.FollowTrace;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the run showed. */
final class Report {
    private static final int MOST_FAULTS = 12;

    private final Screen screen;
    private final Ink ink;

    Report(Screen screen) {
        this.screen = screen;
        this.ink = screen.ink();
    }

    void counts(Verdict verdict) {
        Table table = new Table().add("", ink.faint("devices"), ink.faint("sent"), ink.faint("acknowledged"),
                ink.faint("in Kafka"), ink.faint("in the index"), "");
        for (Verdict.Row row : verdict.rows()) {
            boolean last = row == verdict.rows().getLast();
            table.add("  " + (last ? ink.bold(row.name()) : row.name()), cell(row.devices(), last),
                    cell(row.sent(), last), cell(row.acknowledged(), last), cell(row.logged(), last),
                    cell(row.indexed(), last), row.agrees() ? ink.good("✔") : ink.bad("✘"));
        }
        screen.print("");
        table.lines().forEach(screen::print);
    }

    private String cell(long count, boolean bold) {
        return bold ? ink.bold(Amounts.count(count)) : Amounts.count(count);
    }

    void times(List<SimulatedDevice> devices, Histogram searchable) {
        Table table = new Table().add("", ink.faint("p50"), ink.faint("p99"), ink.faint("measured on"));
        for (Protocol protocol : Protocol.values()) {
            Histogram micros = new Histogram(3);
            devices.stream().filter(device -> device.identity().protocol() == protocol)
                    .forEach(device -> device.tally().addTo(micros));
            if (micros.getTotalCount() > 0) {
                row(table, "sent to acknowledged, " + protocol.title(), micros);
            }
        }
        row(table, ink.bold("sent to searchable"), searchable);
        screen.print("");
        table.lines().forEach(screen::print);
    }

    private static void row(Table table, String name, Histogram micros) {
        table.add("  " + name, Amounts.percentile(micros, 50), Amounts.percentile(micros, 99),
                Amounts.count(micros.getTotalCount()));
    }

    void command(CommandDevice.Result result) {
        screen.print("");
        screen.print("  " + ink.bold(result.reporter()) + " said 91.3 °C " + ink.faint("→") + " seen live after "
                + Amounts.time(result.seenMicros()) + " " + ink.faint("→") + " command to "
                + ink.bold(result.receiver()));
        screen.print("  it got    " + ink.faint(result.received()));
        screen.print("  and said  " + ink.faint(result.answer()) + " " + ink.faint("→") + " with the caller after "
                + Amounts.time(result.answeredMicros()));
    }

    void trace(Trace trace, List<FollowTrace.Span> spans) {
        if (spans.isEmpty()) {
            return;
        }
        Table table = new Table().add("  " + ink.bold("trace ") + trace.id(), ink.faint("begun"), ink.faint("took"));
        spans.forEach(span -> table.add("  " + ink.faint(span.service() + " ") + span.name(),
                "+" + Amounts.time(span.begun()), Amounts.time(span.micros())));
        screen.print("");
        table.lines().forEach(screen::print);
    }

    void verdict(Verdict verdict, List<String> others) {
        screen.print("");
        if (verdict.isGood() && others.isEmpty()) {
            screen.print(
                    ink.good("✔ ") + ink.bold("Everything that was sent was acknowledged, kept and found, each once."));
            return;
        }
        screen.print(ink.bad("✘ The counts are off:"));
        List<String> faults = new java.util.ArrayList<>(verdict.faults());
        faults.addAll(others);
        faults.stream().limit(MOST_FAULTS).forEach(fault -> screen.print("    " + fault));
        if (faults.size() > MOST_FAULTS) {
            screen.print("    and " + (faults.size() - MOST_FAULTS) + " more");
        }
        screen.print("  See ./apk8s logs ingest-service, and the dead letters: GET /api/v1/dead-letters/sensor");
    }
}

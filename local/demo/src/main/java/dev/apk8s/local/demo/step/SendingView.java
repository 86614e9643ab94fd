package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Ink;
import dev.apk8s.local.demo.show.Live;
import dev.apk8s.local.demo.show.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What is to be seen while the devices send: how far it is, and for each protocol what happened to its readings. */
final class SendingView implements Live, AutoCloseable {
    private static final int BAR = 40;
    private static final double NANOS = 1e9;
    private static final long INDEX_MILLIS = 500;

    private final Fleet fleet;
    private final Counters counters;
    private final RunSettings settings;
    private final Ink ink;
    private final long begun = System.nanoTime();
    private final Thread asking;
    private volatile Map<String, Long> indexed = Map.of();

    SendingView(Fleet fleet, Counters counters, RunSettings settings, Ink ink) {
        this.fleet = fleet;
        this.counters = counters;
        this.settings = settings;
        this.ink = ink;
        asking = Thread.ofVirtual().name("index-overview").start(this::ask);
    }

    /** A search takes longer than a turn of the screen. */
    private void ask() {
        try {
            while (true) {
                try {
                    indexed = counters.index().overview();
                } catch (DemoException _) {
                    // It is only for show: the count at the end tells when the index does not answer.
                    indexed = Map.of();
                }
                TimeUnit.MILLISECONDS.sleep(INDEX_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record Sums(long sent, long acknowledged, long failed, long logged, long indexed, Histogram micros) {}

    private Sums sums(List<SimulatedDevice> devices) {
        long sent = 0;
        long acknowledged = 0;
        long failed = 0;
        long logged = 0;
        long found = 0;
        Histogram micros = new Histogram(3);
        for (SimulatedDevice device : devices) {
            sent += device.tally().sent();
            acknowledged += device.tally().acknowledged();
            failed += device.tally().failed();
            logged += counters.log().count(device.identity().id()).events();
            found += indexed.getOrDefault(device.identity().id(), 0L);
            device.tally().addTo(micros);
        }
        return new Sums(sent, acknowledged, failed, logged, found, micros);
    }

    @Override
    public List<String> lines() {
        double elapsed = (System.nanoTime() - begun) / NANOS;
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("    " + bar(Math.min(1, elapsed / settings.seconds())) + "  "
                + Math.min(Math.round(elapsed), Math.round(settings.seconds())) + " of "
                + Math.round(settings.seconds()) + " s");
        lines.add("");
        Table table = new Table();
        table.add(ink.faint("    "), ink.faint("sent"), ink.faint("acknowledged"), ink.faint("in Kafka"),
                ink.faint("in the index"), ink.faint("p50"), ink.faint("p99"), ink.faint("errors"));
        for (Protocol protocol : Protocol.values()) {
            List<SimulatedDevice> devices = fleet.devices().stream()
                    .filter(device -> device.identity().protocol() == protocol).toList();
            if (!devices.isEmpty()) {
                row(table, protocol.title(), sums(devices));
            }
        }
        row(table, "all", sums(fleet.devices()));
        lines.addAll(table.lines());
        return lines;
    }

    private void row(Table table, String name, Sums sums) {
        table.add("    " + name, Amounts.count(sums.sent()), Amounts.count(sums.acknowledged()),
                Amounts.count(sums.logged()), Amounts.count(sums.indexed()), Amounts.percentile(sums.micros(), 50),
                Amounts.percentile(sums.micros(), 99), sums.failed() == 0
                        ? "0"
                        : ink.bad(Amounts.count(sums.failed())));
    }

    private String bar(double part) {
        int full = (int) Math.round(part * BAR);
        return ink.active("━".repeat(full)) + ink.faint("━".repeat(BAR - full));
    }

    @Override
    public String summary() {
        Sums sums = sums(fleet.devices());
        return Amounts.count(sums.sent()) + " sent, " + Amounts.count(sums.acknowledged()) + " acknowledged, "
                + Amounts.count(sums.logged()) + " in Kafka, " + Amounts.count(sums.indexed()) + " in the index, "
                + sums.failed() + " errors";
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}

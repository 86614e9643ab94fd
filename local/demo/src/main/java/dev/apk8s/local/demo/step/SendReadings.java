package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Ink;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Lets the devices send. */
public record SendReadings(Fleet fleet, Counters counters, RunSettings settings, Ink ink) implements Step<Duration> {
    /** How much longer than planned it may take: a device waits as long for a platform that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "Send " + Amounts.count(Fleet.readings(settings.rate(), settings.seconds())) + " readings";
    }

    @Override
    public Done<Duration> run(Consumer<Live> screen) throws InterruptedException {
        try (SendingView view = new SendingView(fleet, counters, settings, ink)) {
            screen.accept(view);
            long begun = System.nanoTime();
            List<Thread> threads = fleet.send(settings.rate(), settings.seconds());
            long deadline = begun + settings.duration().plus(PATIENCE).toNanos();
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    threads.forEach(Thread::interrupt);
                    throw new DemoException("The devices could not send as fast as they should: "
                            + thread.getName() + " is not done after " + settings.duration().plus(PATIENCE).toSeconds()
                            + " s. Choose a smaller --rate, or look at ./apk8s status");
                }
            }
            fleet.settle(PATIENCE);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            long sent = fleet.devices().stream().map(SimulatedDevice::tally).mapToLong(tally -> tally.sent()).sum();
            return new Done<>(took, "Sent " + Amounts.count(sent) + " readings, "
                    + Amounts.count(Math.round(sent / (took.toMillis() / 1e3))) + " a second");
        }
    }
}

package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.count.IndexCounter;
import dev.apk8s.local.demo.count.LogCounter;
import dev.apk8s.local.demo.count.SearchableTimes;
import dev.apk8s.local.demo.device.Probes;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Notes where the log ends, so that only what comes after it is counted. */
public record BeginCounting(Gateway gateway, RunSettings settings, Probes probes) implements Step<Counters> {
    /** The readings' times are the platform's: its clock may be a little behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    private static final String TOPIC = "sensor";

    @Override
    public String title() {
        return "Find the end of the log";
    }

    @Override
    public Done<Counters> run(Consumer<Live> screen) {
        LogCounter log = new LogCounter(settings.addresses().kafka(), settings.deviceIds());
        log.start(TOPIC);
        IndexCounter index = new IndexCounter(gateway,
                Instant.now().minus(CLOCKS_APART).truncatedTo(ChronoUnit.MILLIS));
        return new Done<>(new Counters(log, index, new SearchableTimes(probes, index)),
                "Noted where Kafka's topic " + TOPIC + " ends: only what comes after it counts");
    }
}

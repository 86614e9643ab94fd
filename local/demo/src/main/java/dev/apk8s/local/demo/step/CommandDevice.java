package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.Mqtt5Device;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.device.Trace;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One device reports that it is hot, which is seen live; another is told to turn its fan on, and answers. */
public record CommandDevice(Gateway gateway, Fleet fleet, Trace trace) implements Step<CommandDevice.Result> {
    private static final long HOT = 91_300;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * What happened.
     *
     * @param seenMicros from sending the reading until it was seen live
     * @param answeredMicros from asking the platform for the command until it had the answer
     * @param received what the other device got
     * @param answer what it said
     */
    public record Result(String reporter, String receiver, long seenMicros, long answeredMicros, String received,
            String answer) {}

    @Override
    public String title() {
        return "Let a hot device have another one cool it";
    }

    @Override
    public Done<Result> run(Consumer<Live> screen) throws InterruptedException {
        SimulatedDevice reporter = fleet.devices().getFirst();
        Mqtt5Device receiver = fleet.devices().stream().filter(Mqtt5Device.class::isInstance)
                .map(Mqtt5Device.class::cast).findFirst()
                .orElseThrow(() -> new DemoException("No device of the run speaks MQTT 5"));
        AtomicReference<@Nullable String> received = new AtomicReference<>();
        receiver.answerCommands(command -> {
            received.set(command);
            return "{\"fan\":\"on\",\"percent\":80}";
        });
        long seen = seeLive(reporter);
        long begun = System.nanoTime();
        JsonNode outcome = gateway.post("/api/v1/devices/" + receiver.identity().id() + "/commands", Map.of("name",
                "set-fan", "payload", Map.of("percent", 80), "expiresIn", PATIENCE.toString(), "await", "answer"),
                PATIENCE.multipliedBy(2));
        long answered = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
        String command = received.get();
        if (command == null || !outcome.path("outcome").asString("").equals("answered")) {
            throw new DemoException("The command to " + receiver.identity() + " was " + (command == null ? "not " : "")
                    + "received by it; the platform says of it: " + outcome);
        }
        Result result = new Result(reporter.identity().id(), receiver.identity().id(), seen, answered, command,
                outcome.path("answer").toString());
        return new Done<>(result, "A hot " + reporter.identity() + ", seen live after " + Amounts.time(seen)
                + ", had " + receiver.identity() + " turn its fan on, answered after " + Amounts.time(answered));
    }

    /** Microseconds from sending the hot reading until the live stream showed it. */
    private long seeLive(SimulatedDevice reporter) throws InterruptedException {
        try (LiveReadings live = LiveReadings.open(gateway, reporter.identity().id())) {
            CompletableFuture<Long> hot = live.first(reading -> reading.path("temp").asLong(0) == HOT);
            long begun = System.nanoTime();
            reporter.report(HOT, trace);
            long seen = hot.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return TimeUnit.NANOSECONDS.toMicros(seen - begun);
        } catch (ExecutionException | TimeoutException missed) {
            throw new DemoException("The hot reading of " + reporter.identity() + " was not seen live within "
                    + PATIENCE.toSeconds() + " s: " + missed, missed);
        }
    }
}

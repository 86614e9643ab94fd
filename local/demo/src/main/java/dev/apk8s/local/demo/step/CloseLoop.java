package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.count.Judgements;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.TopicWatch;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Waits until every reading is judged and every judgement has made the device act, and counts.
 *
 * @param cooler listens to the commands of the device that acts
 * @param sent how many readings there are
 */
public record CloseLoop(Gateway gateway, RunSettings settings, Fleet fleet, TopicWatch cooler, LongSupplier sent)
        implements
            Step<CloseLoop.Result> {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration MORE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 250;
    private static final int PAGE = 1_000;
    private static final int JUDGE = 1;

    /**
     * What was counted.
     *
     * @param judged readings that the model answered for
     * @param judgements what it found amiss, as the contract's events tell
     * @param commands distinct ones that the device got, by the reading that they are for
     */
    public record Result(long judged, Judgements judgements, Set<String> commands) {}

    @Override
    public String title() {
        return "Wait until all readings are judged and acted upon";
    }

    @Override
    public Done<Result> run(Consumer<Live> screen) throws InterruptedException {
        long begun = System.nanoTime();
        long judged = awaitJudged(begun);
        Set<String> commands = new HashSet<>();
        long planted = fleet.devices().stream().mapToLong(device -> device.outliers().cardinality()).sum();
        drain(commands, planted, begun);
        Judgements judgements = Judgements.of(fleet.devices(), events(commands.size(), begun));
        return new Done<>(new Result(judged, judgements, commands),
                Amounts.count(judged) + " readings judged, " + judgements.found() + " of " + planted
                        + " planted anomalies found (precision " + Amounts.share(judgements.precision()) + ", recall "
                        + Amounts.share(judgements.recall()) + "), recorded by the contract, and "
                        + commands.size() + " commands with the other device, "
                        + Amounts.time(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun))
                        + " after the last reading");
    }

    private long awaitJudged(long begun) throws InterruptedException {
        String path = "/api/v1/flows/" + StartFlows.names(settings).judge() + "/status";
        while (true) {
            JsonNode status = gateway.get(path);
            long judged = status.path("steps").path(JUDGE).path("passed").asLong(0);
            if (judged >= sent.getAsLong() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                return judged;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Takes commands until there are as many as there should be and no more come, or time is up. */
    private void drain(Set<String> commands, long planted, long begun) throws InterruptedException {
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            Optional<JsonNode> command = cooler.next(MORE);
            command.filter(message -> message.path("name").asString("").equals(StartFlows.COMMAND))
                    .ifPresent(message -> commands.add(message.path("payload").path("reading").asString("")));
            if (command.isEmpty() && commands.size() >= planted) {
                return;
            }
        }
    }

    /** The contract's events, when there are at least as many as commands. */
    private Set<Judgements.Judged> events(int least, long begun) throws InterruptedException {
        while (true) {
            Set<Judgements.Judged> events = read();
            if (events.size() >= least || System.nanoTime() - begun > PATIENCE.toNanos()) {
                return events;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private Set<Judgements.Judged> read() throws InterruptedException {
        Set<Judgements.Judged> events = new HashSet<>();
        String query = "/api/v1/streams/contract-events/search?size=" + PAGE + "&q=arguments.action:%22"
                + StartFlows.action(settings) + "%22";
        @Nullable
        String next = null;
        do {
            JsonNode page = gateway.get(next == null ? query : query + "&after=" + next);
            for (JsonNode hit : page.path("hits")) {
                JsonNode arguments = hit.path("data").path("arguments");
                if (!events.add(new Judgements.Judged(arguments.path("device").asString(""),
                        arguments.path("eventId").asString("")))) {
                    throw new DemoException("The contract tells twice of " + arguments);
                }
            }
            next = page.path("next").asString(null);
        } while (next != null);
        return events;
    }
}

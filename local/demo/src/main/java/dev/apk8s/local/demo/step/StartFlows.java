package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.show.Live;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts two flows: one has the model judge each reading and a contract record what it finds amiss, the other lets what
 * the contract recorded make a device act.
 *
 * @param model that judges
 * @param cooler the device that acts
 */
public record StartFlows(Gateway gateway, RunSettings settings, String model, Identity cooler)
        implements
            Step<StartFlows.Started> {
    static final String COMMAND = "cool";

    /** The flows' names. */
    public record Started(String judge, String act) {}

    @Override
    public String title() {
        return "Start the flows that close the loop";
    }

    @Override
    public Done<Started> run(Consumer<Live> screen) throws InterruptedException {
        Started started = names(settings);
        start(started.act(), "contract-events", List.of(
                Map.of("filter", "event.event == 'Judged' && !event.removed && event.arguments.action == '"
                        + action(settings) + "'"),
                Map.of("command", Map.of("device", "'" + cooler.id() + "'", "name", COMMAND, "payload",
                        "{'device': event.arguments.device, 'reading': event.arguments.eventId, "
                                + "'transaction': event.transactionHash}",
                        "expiresIn", "PT10M"))));
        start(started.judge(), "sensor", List.of(Map.of("filter", "meta.device.endsWith('-" + settings.run() + "')"),
                Map.of("call", Map.of("prediction", model, "names", List.of("temp", "load"), "input",
                        "[event.temp, event.load]", "into", "/judgement")),
                Map.of("filter", "event.judgement.anomaly >= 0.5"),
                Map.of("call", Map.of("contract", "judgements", "method", "record", "input",
                        "[meta.device, meta.id, int(event.judgement.score * 1000.0), '" + action(settings) + "']",
                        "into", "/transaction"))));
        return new Done<>(started, "Started the flows " + started.judge() + " (reading → model → contract) and "
                + started.act() + " (contract's event → command to " + cooler + ")");
    }

    private void start(String name, String source, List<Map<String, Object>> steps) throws InterruptedException {
        gateway.post("/api/v1/flows", Map.of("name", name, "source", source, "steps", steps));
        gateway.post("/api/v1/flows/" + name + "/start", Map.of("from", "latest"));
    }

    static Started names(RunSettings settings) {
        return new Started("judge-" + settings.run(), "act-" + settings.run());
    }

    /** What the contract records as to be done; tells this run's judgements from others'. */
    static String action(RunSettings settings) {
        return "cool-" + settings.run();
    }
}

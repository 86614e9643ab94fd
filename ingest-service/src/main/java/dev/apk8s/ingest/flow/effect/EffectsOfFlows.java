package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.command.DeviceCommands;
import dev.apk8s.ingest.flow.step.Effects;
import dev.apk8s.ingest.intake.Intake;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.trace.TraceContext;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives each flow the effects of its steps. */
@Component
public final class EffectsOfFlows {
    private final Calls calls;
    private final Intake intake;
    private final Streams streams;
    private final DeviceCommands commands;
    private final RealEffects.Tools tools;

    EffectsOfFlows(Calls calls, Intake intake, Streams streams, DeviceCommands commands, TraceContext trace,
            JsonMapper json) {
        this.calls = calls;
        this.intake = intake;
        this.streams = streams;
        this.commands = commands;
        this.tools = new RealEffects.Tools(trace, json);
    }

    /** For real. */
    public Effects real(String flow) {
        return new RealEffects(flow, calls, intake, streams, commands, tools);
    }

    /**
     * On trial: nothing is changed anywhere.
     *
     * @param answers that are given in place of calls, by the call's key
     */
    public TrialEffects trial(Map<String, JsonNode> answers) {
        return new TrialEffects(calls, answers, tools.json());
    }
}

package dev.apk8s.ingest.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.apk8s.ingest.flow.effect.EffectsOfFlows;
import dev.apk8s.ingest.flow.effect.TrialEffects;
import dev.apk8s.ingest.flow.step.Meta;
import dev.apk8s.ingest.flow.step.Outcome;
import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.ingest.flow.step.Work;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a sample through a flow without effects. */
@Component
final class FlowTrial {
    private final FlowReader reader;
    private final EffectsOfFlows effects;

    FlowTrial(FlowReader reader, EffectsOfFlows effects) {
        this.reader = reader;
        this.effects = effects;
    }

    @Schema(name = "FlowSample")
    record Sample(@Schema(type = "object", description = "The event's data.") @Nullable JsonNode event,
            @Schema(description = "The device that it is of.", example = "lab-d1") @Nullable String device,
            @Schema(type = "string", description = "When it happened; now if not given.") @Nullable Instant time,
            @Schema(type = "object", description = "Answers in place of calls, by the step's index: {\"1\":{\"anomaly\":1}}.") @Nullable Map<String, JsonNode> answers) {}

    /** What each step did, until one dropped the event or failed. */
    @Schema(name = "FlowTrial")
    record Result(List<Tried> steps) {}

    /**
     * @param outcome {@code passed}, {@code dropped} or {@code failed}
     * @param event as the step leaves it
     * @param effect what the step would do
     */
    @Schema(name = "FlowTriedStep")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tried(String step, String outcome, @Schema(type = "object") @Nullable JsonNode event,
            @Schema(type = "object") @Nullable JsonNode effect, @Nullable String code, @Nullable String message) {}

    Result run(Flow flow, Sample sample) {
        if (!(sample.event() instanceof ObjectNode event)) {
            throw ProblemException.invalidField("event", "must be a JSON object");
        }
        FlowPlan plan = reader.plan(flow.definition());
        Instant now = Instant.now();
        String device = sample.device();
        Work work = new Work(new Meta("sample", device == null ? "/sample" : "/devices/" + device, "dev.apk8s.reading",
                null, device, flow.tenant(), plan.source(), sample.time() == null ? now : sample.time(), now), event);
        TrialEffects trial = effects.trial(answers(sample, plan));
        List<Tried> tried = new ArrayList<>();
        for (int index = 0; index < plan.steps().size(); index++) {
            String label = plan.label(index);
            try {
                Outcome outcome = plan.steps().get(index).run(work, trial, Integer.toString(index));
                if (outcome instanceof Outcome.Passed passed) {
                    work = work.with(passed.event());
                    tried.add(new Tried(label, "passed", work.event(), trial.takeEffect(), null, null));
                } else {
                    tried.add(new Tried(label, "dropped", null, null, null, null));
                    break;
                }
            } catch (StepFailedException failed) {
                tried.add(new Tried(label, "failed", null, trial.takeEffect(), failed.code(), failed.reason()));
                break;
            } catch (TargetAwayException away) {
                tried.add(new Tried(label, "failed", null, trial.takeEffect(), "TARGET_AWAY", away.getMessage()));
                break;
            }
        }
        return new Result(tried);
    }

    private static Map<String, JsonNode> answers(Sample sample, FlowPlan plan) {
        Map<String, JsonNode> answers = new HashMap<>();
        if (sample.answers() != null) {
            sample.answers().forEach((index, answer) -> {
                if (!index.matches("[0-9]{1,2}") || Integer.parseInt(index) >= plan.steps().size()) {
                    throw ProblemException.invalidField("answers." + index, "there is no such step");
                }
                answers.put(Integer.toString(Integer.parseInt(index)), answer);
            });
        }
        return answers;
    }
}

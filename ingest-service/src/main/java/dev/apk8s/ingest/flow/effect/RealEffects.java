package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.command.DeviceCommands;
import dev.apk8s.ingest.command.DeviceCommands.Order;
import dev.apk8s.ingest.flow.step.CallTarget;
import dev.apk8s.ingest.flow.step.Effects;
import dev.apk8s.ingest.flow.step.Meta;
import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.ingest.intake.Intake;
import dev.apk8s.ingest.intake.Receipt.Refused;
import dev.apk8s.ingest.intake.Receipt.Sent;
import dev.apk8s.ingest.intake.Sender;
import dev.apk8s.ingest.intake.Submission;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does what the steps of one flow ask for. */
final class RealEffects implements Effects {
    private static final long KEEP_SECONDS = 15;

    private final String flow;
    private final Calls calls;
    private final Intake intake;
    private final Streams streams;
    private final DeviceCommands commands;
    private final Tools tools;

    /** What it needs beside. */
    record Tools(TraceContext trace, JsonMapper json) {}

    RealEffects(String flow, Calls calls, Intake intake, Streams streams, DeviceCommands commands, Tools tools) {
        this.flow = flow;
        this.calls = calls;
        this.intake = intake;
        this.streams = streams;
        this.commands = commands;
        this.tools = tools;
    }

    @Override
    public JsonNode call(CallTarget target, JsonNode input, Meta meta, String key) {
        return calls.call(target, input, meta.tenant(), key);
    }

    @Override
    public void publish(String stream, @Nullable String type, ObjectNode event, Meta meta, String key) {
        Stream to = streams.find(meta.tenant(), stream)
                .orElseThrow(() -> StepFailedException.forGood("NO_SUCH_STREAM",
                        "There is no stream '" + stream + "'.", null));
        Submission submission = new Submission(key, type == null ? meta.type() : type, meta.time(), meta.id(), null,
                tools.json().writeValueAsBytes(event));
        Sender sender = new Sender(meta.tenant(), meta.device(), "/flows/" + flow);
        switch (intake.accept(to, sender, submission, tools.trace().currentTraceParent())) {
            case Sent sent -> await(sent.kept());
            case Refused refused -> throw StepFailedException.forGood(refused.code().name(), refused.message(), null);
        }
    }

    @Override
    public void command(String device, String name, @Nullable JsonNode payload, Duration expiresIn, Meta meta,
            String key) {
        Order order = new Order(key, device, name, payload == null ? null : tools.json().writeValueAsString(payload),
                expiresIn, "flows/" + flow);
        try {
            await(commands.send(meta.tenant(), order, tools.trace().currentTraceParent()));
        } catch (ProblemException refused) {
            throw refused.code().status().is5xxServerError()
                    ? new TargetAwayException(refused.detail(), refused)
                    : StepFailedException.forGood(refused.code().name(), refused.detail(), refused);
        }
    }

    private static void await(CompletableFuture<?> kept) {
        try {
            kept.get(KEEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new TargetAwayException("The log does not confirm", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TargetAwayException("Stopped while the log was to confirm", interrupted);
        }
    }
}

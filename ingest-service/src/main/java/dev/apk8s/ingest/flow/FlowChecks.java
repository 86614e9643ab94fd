package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.step.CallStep;
import dev.apk8s.ingest.flow.step.CallTarget;
import dev.apk8s.ingest.flow.step.PublishStep;
import dev.apk8s.ingest.function.Functions;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.StreamError;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Checks a flow against what its tenant has: streams, functions, and the other flows. */
@Component
final class FlowChecks {
    private final Streams streams;
    private final Functions functions;

    FlowChecks(Streams streams, Functions functions) {
        this.streams = streams;
        this.functions = functions;
    }

    /** @throws ProblemException that names the step */
    void check(String tenant, FlowPlan plan, Collection<FlowPlan> others) {
        if (streams.find(tenant, plan.source()).isEmpty()) {
            throw missing("source", plan.source());
        }
        for (int index = 0; index < plan.steps().size(); index++) {
            switch (plan.steps().get(index)) {
                case PublishStep publish -> writable(tenant, plan.label(index) + ".stream", publish.stream());
                case CallStep call when call.target() instanceof CallTarget.Function function && !functions
                        .exists(tenant, function.name()) ->
                    throw ProblemException.invalidField(plan.label(index) + ".function",
                            "there is no function '" + function.name() + "'");
                default -> {
                }
            }
        }
        loop(plan, others);
    }

    private void writable(String tenant, String field, String name) {
        Stream stream = streams.find(tenant, name).orElseThrow(() -> missing(field, name));
        if (!stream.writable()) {
            throw new ProblemException(StreamError.STREAM_NOT_WRITABLE,
                    field + ": only the platform writes to '" + name + "'").with("field", field);
        }
    }

    private static ProblemException missing(String field, String stream) {
        return ProblemException.invalidField(field, "there is no stream '" + stream + "'");
    }

    /** Walks from what the flow feeds, by the other flows, and refuses it when that leads to its own source. */
    private static void loop(FlowPlan plan, Collection<FlowPlan> others) {
        Map<String, Set<String>> ways = others.stream().filter(other -> !other.name().equals(plan.name()))
                .collect(Collectors.toMap(FlowPlan::source, FlowPlan::feeds, FlowChecks::both));
        Deque<List<String>> paths = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        plan.feeds().forEach(stream -> paths.add(List.of(plan.source(), stream)));
        while (!paths.isEmpty()) {
            List<String> path = paths.removeFirst();
            String at = path.getLast();
            if (at.equals(plan.source())) {
                throw new ProblemException(FlowError.FLOW_LOOP,
                        "What the flow does comes back to its source: " + String.join(" -> ", path) + ".")
                        .with("path", path);
            }
            if (seen.add(at)) {
                ways.getOrDefault(at, Set.of()).forEach(next -> paths.add(
                        java.util.stream.Stream.concat(path.stream(), java.util.stream.Stream.of(next)).toList()));
            }
        }
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}

package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.step.CallStep;
import dev.apk8s.ingest.flow.step.CallTarget;
import dev.apk8s.ingest.flow.step.CommandStep;
import dev.apk8s.ingest.flow.step.FilterStep;
import dev.apk8s.ingest.flow.step.PublishStep;
import dev.apk8s.ingest.flow.step.Step;
import dev.apk8s.ingest.flow.step.TransformStep;
import dev.apk8s.ingest.flow.step.WindowStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A declaration, ready to run. Its windows hold values: each run has a plan of its own.
 *
 * @param source the stream
 */
record FlowPlan(String name, String source, List<Step> steps) {
    /** As errors name a step, such as {@code steps[2].filter}. */
    String label(int index) {
        return "steps[" + index + "]." + steps.get(index).kind();
    }

    /** A step by its kind, and which of that kind it is: stays the same when others are put before it. */
    String ordinal(int index) {
        String kind = steps.get(index).kind();
        long before = IntStream.range(0, index).filter(other -> steps.get(other).kind().equals(kind)).count();
        return kind + "-" + (before + 1);
    }

    /** The index of the last window, or -1. */
    int lastWindow() {
        return IntStream.range(0, steps.size()).filter(index -> steps.get(index) instanceof WindowStep).max()
                .orElse(-1);
    }

    /** How far back its windows look. */
    Duration longestWindow() {
        return steps.stream()
                .flatMap(step -> step instanceof WindowStep window ? Stream.of(window.over()) : Stream.of())
                .max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The streams in which something appears because of it: those it publishes to, and those of what it sets off. */
    Set<String> feeds() {
        return steps.stream().flatMap(step -> switch (step) {
            case PublishStep publish -> Stream.of(publish.stream());
            case CommandStep _ -> Stream.of("commands");
            case CallStep call -> switch (call.target()) {
                case CallTarget.Prediction _ -> Stream.of("predictions");
                case CallTarget.Contract _ -> Stream.of("transactions", "contract-events");
                case CallTarget.Function _,CallTarget.Query _ -> Stream.<String>of();
            };
            case FilterStep _,TransformStep _,WindowStep _ -> Stream.<String>of();
        }).collect(Collectors.toUnmodifiableSet());
    }
}

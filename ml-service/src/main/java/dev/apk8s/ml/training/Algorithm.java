package dev.apk8s.ml.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.apk8s.platform.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be trained, with its parameters. */
enum Algorithm {
    /** Least squares with both penalties (Zou and Hastie 2005), in scikit-learn's parameters. */
    @JsonProperty("elastic-net")
    ELASTIC_NET(Map.of("alpha", new Range(1.0, 0, 1e6), "l1_ratio", new Range(0.5, 0, 1), "iterations",
            new Range(1000, 1, 10_000), "tolerance", new Range(1e-4, 1e-12, 1), "seed", new Range(40, 0, 1L << 31))),
    /** How far a reading is from what is usual, in robust scales. */
    @JsonProperty("anomaly")
    ANOMALY(Map.of("clusters", new Range(1, 1, 32), "false_alarms", new Range(1e-4, 1e-9, 0.5), "seed",
            new Range(40, 0, 1L << 31)));

    private final Map<String, Range> parameters;

    Algorithm(Map<String, Range> parameters) {
        this.parameters = parameters;
    }

    private record Range(double usual, double least, double most) {}

    String wireName() {
        return switch (this) {
            case ELASTIC_NET -> "elastic-net";
            case ANOMALY -> "anomaly";
        };
    }

    /** All parameters: those given, after they were checked, and the usual ones. */
    Map<String, Double> complete(@Nullable Map<String, Double> given) {
        Map<String, Double> complete = new LinkedHashMap<>();
        parameters.keySet().stream().sorted().forEach(name -> {
            Range range = parameters.getOrDefault(name, new Range(0, 0, 0));
            complete.put(name, range.usual());
        });
        if (given != null) {
            given.forEach((name, value) -> complete.put(name, checked(name, value)));
        }
        return complete;
    }

    private double checked(String name, double value) {
        Range range = parameters.get(name);
        if (range == null) {
            throw ProblemException.invalidField("parameters." + name, "is no parameter of " + wireName()
                    + ", which has " + parameters.keySet().stream().sorted().toList());
        }
        if (!(value >= range.least() && value <= range.most())) {
            throw ProblemException.invalidField("parameters." + name,
                    "must be from " + range.least() + " to " + range.most());
        }
        return value;
    }
}

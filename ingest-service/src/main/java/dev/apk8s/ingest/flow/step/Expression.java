package dev.apk8s.ingest.flow.step;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An expression of the Common Expression Language over {@code event} and {@code meta}: it reads, and ends. */
public final class Expression {
    static final String FAILED = "EXPRESSION_FAILED";

    private final CelRuntime.Program program;
    private final String text;

    Expression(CelRuntime.Program program, String text) {
        this.program = program;
        this.text = text;
    }

    boolean holds(Work work) {
        if (evaluate(work) instanceof Boolean holds) {
            return holds;
        }
        throw StepFailedException.forGood(FAILED, "The condition is neither true nor false.", null);
    }

    JsonNode value(Work work) {
        return CelValues.json(evaluate(work));
    }

    private Object evaluate(Work work) {
        try {
            return program.eval(Map.of("event", CelValues.map(work.event()), "meta", work.meta().variables()));
        } catch (CelEvaluationException unfit) {
            throw StepFailedException.forGood(FAILED, String.valueOf(unfit.getMessage()), unfit);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

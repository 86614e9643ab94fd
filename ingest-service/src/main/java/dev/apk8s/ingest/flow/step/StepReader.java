package dev.apk8s.ingest.flow.step;

import com.bazaarvoice.jolt.Chainr;
import com.bazaarvoice.jolt.exception.JoltException;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the steps of a declaration. What is wrong is named with its step, such as {@code steps[2].filter}. */
public final class StepReader {
    private static final int MAX_STEPS = 20;
    private static final int MAX_OPERATIONS = 20;
    private static final int MAX_ROWS = 100;
    private static final int LONGEST_SQL = 20_000;
    /** No statement that changes anything begins like that, not even behind a WITH. */
    private static final Pattern READS = Pattern.compile("\\s*(SELECT|WITH|VALUES|TABLE)\\b", Pattern.CASE_INSENSITIVE);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration EXPIRY = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String NAME_RULE = "must be 1 to 128 letters, digits, '.', '_' or '-', beginning with a letter or digit";
    private static final Pattern METHOD = Pattern
            .compile("[A-Za-z_$][A-Za-z0-9_$]{0,127}(\\([a-z0-9,()\\[\\]]{0,200}\\))?");
    /** An operation that is not one of these would be taken for the name of a class to load. */
    private static final Set<String> OPERATIONS = Set.of("shift", "default", "remove", "sort", "cardinality",
            "modify-overwrite-beta", "modify-default-beta", "modify-define-beta");
    private static final List<String> KINDS = List.of("filter", "transform", "call", "window", "publish", "command");

    private final JsonMapper json;
    private final int maxDevices;
    private final int maxValues;

    /**
     * @param maxDevices how many devices a window holds
     * @param maxValues how many values of each
     */
    public StepReader(JsonMapper json, int maxDevices, int maxValues) {
        this.json = json;
        this.maxDevices = maxDevices;
        this.maxValues = maxValues;
    }

    public List<Step> read(JsonNode steps) {
        if (!steps.isArray() || steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw ProblemException.invalidField("steps", "must be a list of 1 to " + MAX_STEPS + " steps");
        }
        List<Step> read = new ArrayList<>();
        boolean asked = false;
        for (int index = 0; index < steps.size(); index++) {
            Step step = read("steps[" + index + "]", steps.get(index));
            if (step instanceof WindowStep && asked) {
                throw ProblemException.invalidField("steps[" + index + "].window",
                        "must come before the first call: a window is rebuilt from the log without asking anybody again");
            }
            asked |= step instanceof CallStep;
            read.add(step);
        }
        return List.copyOf(read);
    }

    private Step read(String path, JsonNode node) {
        if (!node.isObject() || node.size() != 1 || !KINDS.contains(node.propertyNames().iterator().next())) {
            throw ProblemException.invalidField(path, "must have one member, which is one of " + KINDS);
        }
        String kind = node.propertyNames().iterator().next();
        String at = path + "." + kind;
        JsonNode body = node.get(kind);
        return switch (kind) {
            case "filter" -> filter(at, body);
            case "transform" -> transform(at, body);
            case "call" -> call(at, body);
            case "window" -> window(at, body);
            case "publish" -> publish(at, body);
            case "command" -> command(at, body);
            default -> throw new IllegalStateException(kind);
        };
    }

    private static Step filter(String at, JsonNode body) {
        if (!body.isString()) {
            throw ProblemException.invalidField(at, "must be an expression, such as \"event.temp > 50000\"");
        }
        return new FilterStep(Expressions.condition(at, body.asString()));
    }

    private Step transform(String at, JsonNode body) {
        if (!body.isArray() || body.isEmpty() || body.size() > MAX_OPERATIONS) {
            throw ProblemException.invalidField(at, "must be a list of 1 to " + MAX_OPERATIONS + " Jolt operations");
        }
        for (int index = 0; index < body.size(); index++) {
            String operation = body.get(index).path("operation").asString("");
            if (!OPERATIONS.contains(operation)) {
                throw ProblemException.invalidField(at + "[" + index + "].operation",
                        "must be one of " + String.join(", ", OPERATIONS.stream().sorted().toList()));
            }
        }
        try {
            return new TransformStep(Chainr.fromSpec(json.convertValue(body, List.class)), json);
        } catch (JoltException | ClassCastException | IllegalArgumentException invalid) {
            Throwable cause = invalid.getCause() == null ? invalid : invalid.getCause();
            throw ProblemException.invalidField(at, String.valueOf(cause.getMessage()));
        }
    }

    private static Step call(String at, JsonNode body) {
        Fields fields = Fields.of(at, body, "function", "prediction", "contract", "query", "names",
                "method", "signer", "catalog", "schema", "maxRows", "input", "into");
        List<String> targets = java.util.stream.Stream.of("function", "prediction", "contract", "query")
                .filter(fields::has).toList();
        if (targets.size() != 1) {
            throw ProblemException.invalidField(at, "must name one of function, prediction, contract, query");
        }
        Fields own = Fields.of(at, body, members(targets.getFirst()));
        CallTarget target = switch (targets.getFirst()) {
            case "function" -> new CallTarget.Function(own.text("function", NAME, NAME_RULE));
            case "prediction" -> new CallTarget.Prediction(
                    own.text("prediction", NAME, NAME_RULE), own.texts("names"));
            case "contract" -> new CallTarget.Contract(own.text("contract", NAME, NAME_RULE),
                    own.text("method", METHOD,
                            "must be a method's name, or its signature such as record(string,uint256)"),
                    own.optionalText("signer"));
            default -> query(own);
        };
        if (!(target instanceof CallTarget.Function) && !own.has("input")) {
            own.text("input");
        }
        return new CallStep(target, own.optionalExpression("input"), own.optionalPointer("into"));
    }

    private static String[] members(String target) {
        return switch (target) {
            case "function" -> new String[]{"function", "input", "into"};
            case "prediction" -> new String[]{"prediction", "names", "input", "into"};
            case "contract" -> new String[]{"contract", "method", "signer", "input", "into"};
            default -> new String[]{"query", "catalog", "schema", "maxRows", "input", "into"};
        };
    }

    private static CallTarget query(Fields fields) {
        String sql = fields.text("query");
        if (sql.length() > LONGEST_SQL) {
            throw ProblemException.invalidField(fields.place("query"),
                    "must have " + LONGEST_SQL + " characters at most");
        }
        if (!READS.matcher(sql).lookingAt()) {
            throw ProblemException.invalidField(fields.place("query"),
                    "must begin with SELECT, WITH, VALUES or TABLE: a query of a flow reads, and may be asked again");
        }
        if (fields.has("schema") && !fields.has("catalog")) {
            throw ProblemException.invalidField(fields.place("catalog"), "is required where a schema is given");
        }
        return new CallTarget.Query(sql, fields.optionalText("catalog"), fields.optionalText("schema"),
                fields.number("maxRows", 1, 1, MAX_ROWS));
    }

    private Step window(String at, JsonNode body) {
        Fields fields = Fields.of(at, body, "value", "over", "into");
        fields.text("over");
        Duration over = fields.duration("over", EXPIRY, SHORTEST, LONGEST);
        return new WindowStep(fields.expression("value"), over, fields.pointer("into"),
                new Windows(over, maxDevices, maxValues));
    }

    private static Step publish(String at, JsonNode body) {
        JsonNode object = body.isString() ? JsonNodeFactory.instance.objectNode().set("stream", body) : body;
        Fields fields = Fields.of(at, object, "stream", "type", "event");
        @Nullable
        String type = fields.has("type") ? fields.text("type", NAME, NAME_RULE) : null;
        return new PublishStep(fields.text("stream"), type, fields.optionalExpression("event"));
    }

    private static Step command(String at, JsonNode body) {
        Fields fields = Fields.of(at, body, "device", "name", "payload", "expiresIn");
        return new CommandStep(fields.expression("device"), fields.text("name", Pattern.compile(
                "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
                "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit"),
                fields.optionalExpression("payload"), fields.duration("expiresIn", EXPIRY, SHORTEST, LONGEST));
    }
}

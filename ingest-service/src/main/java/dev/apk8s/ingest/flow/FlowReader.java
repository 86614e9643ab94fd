package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.step.Fields;
import dev.apk8s.ingest.flow.step.StepReader;
import dev.apk8s.platform.problem.ProblemException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads declarations of flows. */
@Component
final class FlowReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,47}");
    private static final String NAME_RULE = "must be 1 to 48 lower case letters, digits or '-', beginning with a letter";

    private final JsonMapper json;
    private final YAMLMapper yaml = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final StepReader steps;
    private final long largest;

    FlowReader(JsonMapper json, FlowProperties properties) {
        this.json = json;
        this.steps = new StepReader(json, properties.windowDevices(), properties.windowValues());
        this.largest = properties.maxDeclaration().toBytes();
    }

    /** The declaration as JSON. JSON is YAML, too. */
    JsonNode parse(byte[] declaration) {
        if (declaration.length > largest) {
            throw new ProblemException(dev.apk8s.platform.problem.CommonError.BODY_TOO_LARGE,
                    "A declaration may have " + largest + " bytes at most.").with("limit", largest);
        }
        boolean object = declaration.length > 0 && declaration[0] == '{';
        try {
            return object ? json.readTree(declaration) : yaml.readTree(declaration);
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            ProblemException problem = new ProblemException(FlowError.FLOW_NOT_READABLE,
                    String.valueOf(unreadable.getOriginalMessage()), unreadable);
            throw at == null ? problem : problem.with("line", at.getLineNr()).with("column", at.getColumnNr());
        }
    }

    /** @throws ProblemException that names what is wrong, such as {@code steps[2].filter} */
    FlowPlan plan(JsonNode definition) {
        Fields fields = Fields.of("", definition.isObject() ? definition : json.createObjectNode(), "name",
                "description", "source", "steps");
        fields.optionalText("description");
        return new FlowPlan(fields.text("name", NAME, NAME_RULE), fields.text("source"),
                steps.read(definition.path("steps")));
    }
}

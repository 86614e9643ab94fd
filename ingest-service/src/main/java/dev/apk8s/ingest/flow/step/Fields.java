package dev.apk8s.ingest.flow.step;

import dev.apk8s.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The members of an object in a declaration. What is wrong is named by its place.
 *
 * @param path such as {@code steps[2].call}
 */
public record Fields(String path, JsonNode node) {
    private static final Set<String> RESERVED = Set.of(TransformStep.META, "@timestamp");

    /** An object that has no other members than these. */
    public static Fields of(String path, JsonNode node, String... known) {
        if (!node.isObject()) {
            throw ProblemException.invalidField(path, "must be an object");
        }
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        List.of(known).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw ProblemException.invalidField(place(path, unknown.iterator().next()),
                    "is not known here. There are: " + String.join(", ", known));
        }
        return new Fields(path, node);
    }

    public String place(String name) {
        return place(path, name);
    }

    private static String place(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public @Nullable String optionalText(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ProblemException.invalidField(place(name), "must be a text");
        }
        return value.asString();
    }

    public String text(String name) {
        String text = optionalText(name);
        if (text == null || text.isBlank()) {
            throw ProblemException.invalidField(place(name), "is required");
        }
        return text;
    }

    /** A text of a form. */
    public String text(String name, Pattern form, String rule) {
        String text = text(name);
        if (!form.matcher(text).matches()) {
            throw ProblemException.invalidField(place(name), rule);
        }
        return text;
    }

    Expression expression(String name) {
        return Expressions.compile(place(name), text(name));
    }

    @Nullable
    Expression optionalExpression(String name) {
        return has(name) ? expression(name) : null;
    }

    Duration duration(String name, Duration otherwise, Duration shortest, Duration longest) {
        String text = optionalText(name);
        try {
            Duration duration = text == null ? otherwise : Duration.parse(text);
            if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                return duration;
            }
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalidField(place(name), "must be a duration as ISO 8601 has it, such as PT5M");
        }
        throw ProblemException.invalidField(place(name), "must be from " + shortest + " to " + longest);
    }

    int number(String name, int otherwise, int least, int most) {
        JsonNode value = node.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw ProblemException.invalidField(place(name), "must be a whole number from " + least + " to " + most);
        }
        return value.asInt();
    }

    List<String> texts(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.valueStream().anyMatch(element -> !element.isString())) {
            throw ProblemException.invalidField(place(name), "must be a list of texts");
        }
        return value.valueStream().map(JsonNode::asString).collect(Collectors.toList());
    }

    JsonPointer pointer(String name) {
        String text = text(name);
        try {
            JsonPointer pointer = JsonPointer.compile(text);
            if (!pointer.matches() && !RESERVED.contains(pointer.getMatchingProperty())) {
                return pointer;
            }
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalidField(place(name), "must be a JSON Pointer, such as /sentiment");
        }
        throw ProblemException.invalidField(place(name),
                "must be a JSON Pointer to a field of the event, such as /sentiment; the platform's own are "
                        + RESERVED);
    }

    @Nullable
    JsonPointer optionalPointer(String name) {
        return has(name) ? pointer(name) : null;
    }
}

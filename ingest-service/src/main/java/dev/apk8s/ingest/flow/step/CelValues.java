package dev.apk8s.ingest.flow.step;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as the Common Expression Language has it, and back. Every number of an event is a double there, as it is in the
 * index: a device that sends 20 and then 20.5 means the same kind of thing.
 */
final class CelValues {
    private static final double EXACT = 1L << 53;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CelValues() {}

    static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(property -> map.put(property.getKey(), value(property.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> map(node);
            case ARRAY -> list(node);
            case STRING, BINARY -> node.asString();
            case NUMBER -> node.asDouble();
            case BOOLEAN -> node.asBoolean();
            case NULL, MISSING -> NullValue.NULL_VALUE;
        };
    }

    private static List<Object> list(JsonNode array) {
        List<Object> list = new ArrayList<>();
        array.forEach(element -> list.add(value(element)));
        return list;
    }

    static JsonNode json(Object value) {
        return switch (value) {
            case String text -> JSON.stringNode(text);
            case Boolean truth -> JSON.booleanNode(truth);
            case Long number -> JSON.numberNode(number);
            case UnsignedLong number -> JSON.numberNode(number.bigIntegerValue());
            case Double number -> number(number);
            case Instant time -> JSON.stringNode(time.toString());
            case Duration duration -> JSON.stringNode(duration.toString());
            case CelByteString bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case NullValue _ -> JSON.nullNode();
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            default -> throw StepFailedException.forGood(Expression.FAILED, "The expression gives no JSON.", null);
        };
    }

    /** A whole number without a fraction: contracts and queries tell the two apart. */
    private static JsonNode number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw StepFailedException.forGood(Expression.FAILED, "The expression gives a number that JSON has not.",
                    null);
        }
        return number == Math.rint(number) && Math.abs(number) < EXACT
                ? JSON.numberNode((long) number)
                : JSON.numberNode(number);
    }

    private static ArrayNode array(List<?> list) {
        ArrayNode array = JSON.arrayNode();
        list.forEach(element -> array.add(json(element)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
        return object;
    }
}

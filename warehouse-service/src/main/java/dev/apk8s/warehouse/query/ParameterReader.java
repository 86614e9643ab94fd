package dev.apk8s.warehouse.query;

import dev.apk8s.warehouse.engine.Literals;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a parameter: a text, a number with all its digits, true, false, null, or {@code {"type", "value"}}. A whole
 * number is an integer or bigint as far as these reach, one with a fraction a decimal, one with an exponent a double.
 */
final class ParameterReader extends ValueDeserializer<Parameter> {
    private static final int BIGINT_DIGITS = 18;
    private static final int DECIMAL_DIGITS = 38;

    @Override
    public Parameter deserialize(JsonParser in, DeserializationContext context) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> new Parameter(Literals.text(in.getString()));
            case VALUE_TRUE -> new Parameter("TRUE");
            case VALUE_FALSE -> new Parameter("FALSE");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Parameter(number(in.getString(), context));
            case START_OBJECT -> typed(in, context);
            default -> context.reportInputMismatch(Parameter.class,
                    "must be a text, a number, true, false, null or {\"type\", \"value\"}");
        };
    }

    @Override
    public Parameter getNullValue(DeserializationContext context) {
        return new Parameter("NULL");
    }

    private static String number(String text, DeserializationContext context) {
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            if (!Double.isFinite(Double.parseDouble(text))) {
                context.reportInputMismatch(Parameter.class, "is no number of a double's range");
            }
            return Literals.typed("DOUBLE", text);
        }
        long digits = text.chars().filter(Character::isDigit).count();
        if (digits > DECIMAL_DIGITS) {
            context.reportInputMismatch(Parameter.class, "has more than " + DECIMAL_DIGITS + " digits");
        }
        return text.indexOf('.') < 0 && digits <= BIGINT_DIGITS ? text : whole(text);
    }

    private static String whole(String text) {
        if (text.indexOf('.') < 0) {
            try {
                return Literals.typed("BIGINT", Long.toString(Long.parseLong(text)));
            } catch (NumberFormatException _) {
                return Literals.typed("DECIMAL", text);
            }
        }
        return Literals.typed("DECIMAL", text);
    }

    private static Parameter typed(JsonParser in, DeserializationContext context) {
        String type = null;
        String value = null;
        boolean isNull = false;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = in.currentName();
            JsonToken token = in.nextToken();
            switch (member) {
                case "type" -> type = scalar(token, in, context);
                case "value" -> {
                    isNull = token == JsonToken.VALUE_NULL;
                    value = isNull ? null : scalar(token, in, context);
                }
                default -> context.reportInputMismatch(Parameter.class, "has the members 'type' and 'value' only");
            }
        }
        return of(type, value, isNull, context);
    }

    private static Parameter of(@Nullable String name, @Nullable String value, boolean isNull,
            DeserializationContext context) {
        ParameterType type = name == null ? null : ParameterType.named(name).orElse(null);
        if (type == null || value == null && !isNull) {
            return context.reportInputMismatch(Parameter.class,
                    "needs a 'type' of date, time, timestamp, timestamp with time zone, bigint, decimal, double, varchar, varbinary (as base64), uuid or json, and a 'value'");
        }
        if (value == null) {
            return new Parameter("CAST(NULL AS " + type.typeName() + ")");
        }
        return type.literal(value).map(Parameter::new).orElseGet(() -> context
                .reportInputMismatch(Parameter.class, "is not a valid " + type.typeName()));
    }

    private static String scalar(JsonToken token, JsonParser in, DeserializationContext context) {
        if (!token.isScalarValue()) {
            context.reportInputMismatch(Parameter.class, "'type' and 'value' are texts");
        }
        return in.getString();
    }
}

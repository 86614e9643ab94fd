package dev.apk8s.chain.contract;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.platform.problem.ProblemException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.TypeDecoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads arguments from JSON, each checked by its type: a list in order, or an object by names. */
final class Arguments {
    private static final int MAX_TEXT = 16 << 10;
    private static final int MAX_ITEMS = 500;

    private Arguments() {}

    @SuppressWarnings("rawtypes") // web3j's own signature
    static List<Type> read(List<Parameter> parameters, @Nullable JsonNode given) {
        JsonNode values = given == null || given.isNull() ? JsonNodeFactory.instance.arrayNode() : given;
        if (!values.isArray() && !values.isObject()) {
            throw ProblemException.invalidField("arguments", "must be a list, or an object by names");
        }
        int count = values.size();
        if (count != parameters.size()) {
            throw ProblemException.invalidField("arguments",
                    "must be " + parameters.size() + " " + Parameter.types(parameters) + ", not " + count);
        }
        List<Type> read = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean named = values.isObject();
            String field = named ? "arguments." + parameter.name() : "arguments[" + i + "]";
            JsonNode value = named ? values.get(parameter.name()) : values.get(i);
            if (value == null || value.isNull()) {
                throw ProblemException.invalidField(field, "is missing: " + parameter.type());
            }
            read.add(type(field, parameter, value));
        }
        return read;
    }

    private static Type<?> type(String field, Parameter parameter, JsonNode value) {
        if (!parameter.isKnown()) {
            throw ProblemException.invalidField(field, "is of type " + parameter.type()
                    + ", which cannot be given here: encode the call yourself and hand in a transaction with 'data'");
        }
        try {
            return TypeDecoder.instantiateType(parameter.type(), value(field, parameter.type(), value));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Type " + parameter.type() + " cannot be made", impossible);
        }
    }

    private static Object value(String field, String type, JsonNode value) {
        if (type.endsWith("]")) {
            return list(field, type, value);
        }
        return switch (type) {
            case "address" -> Hex.address(field, text(field, value));
            case "string" -> limited(field, text(field, value));
            case "bytes" -> Numeric.hexStringToByteArray(Hex.bytes(field, text(field, value), MAX_TEXT));
            case "bool" -> {
                if (!value.isBoolean()) {
                    throw ProblemException.invalidField(field, "must be true or false");
                }
                yield value.booleanValue();
            }
            default -> type.startsWith("bytes") ? bytes(field, type, value) : integer(field, type, value);
        };
    }

    private static List<Object> list(String field, String type, JsonNode value) {
        int open = type.lastIndexOf('[');
        String size = type.substring(open + 1, type.length() - 1);
        if (!value.isArray() || value.size() > MAX_ITEMS
                || (!size.isEmpty() && value.size() != Integer.parseInt(size))) {
            throw ProblemException.invalidField(field,
                    "must be a list of " + (size.isEmpty() ? "at most " + MAX_ITEMS : size) + " values");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            values.add(value(field + "[" + i + "]", type.substring(0, open), value.get(i)));
        }
        return values;
    }

    private static String text(String field, JsonNode value) {
        if (!value.isString()) {
            throw ProblemException.invalidField(field, "must be a text");
        }
        return value.stringValue();
    }

    private static String limited(String field, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT) {
            throw ProblemException.invalidField(field, "is longer than " + MAX_TEXT + " bytes");
        }
        return text;
    }

    private static byte[] bytes(String field, String type, JsonNode value) {
        int size = Integer.parseInt(type.substring("bytes".length()));
        byte[] bytes = Numeric.hexStringToByteArray(Hex.bytes(field, text(field, value), size));
        if (bytes.length != size) {
            throw ProblemException.invalidField(field, "must be " + size + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    private static BigInteger integer(String field, String type, JsonNode value) {
        boolean signed = type.startsWith("int");
        int bits = Integer.parseInt(type.substring(signed ? 3 : 4));
        BigInteger number = whole(field, value);
        BigInteger least = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw ProblemException.invalidField(field, "must be between " + least + " and " + most);
        }
        return number;
    }

    private static BigInteger whole(String field, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        if (value.isString() && value.stringValue().matches("-?[0-9]{1,78}")) {
            return new BigInteger(value.stringValue());
        }
        throw ProblemException.invalidField(field, "must be a whole number, or its decimal digits as a text");
    }
}

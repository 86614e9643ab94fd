package dev.apk8s.ml.tensor;

import dev.apk8s.ml.tensor.Values.MisfitException;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads lists in lists of JSON, which must be of one length at each depth, and finds their shape. */
public final class NestedValues {
    private static final int DEEPEST = 8;

    private final Values values = new Values();
    private final long[] lengths = new long[DEEPEST];
    private int depth = -1;

    private NestedValues() {}

    /** The values with the shape in which they were given. */
    public record Shaped(Values values, Shape shape) {}

    /** @param parser at the token that begins the list */
    public static Shaped read(JsonParser parser) throws MisfitException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MisfitException("is no list");
        }
        NestedValues nested = new NestedValues();
        Arrays.fill(nested.lengths, -1);
        nested.list(parser, 0);
        long[] dimensions = Arrays.copyOf(nested.lengths, Math.max(nested.depth, 1));
        return new Shaped(nested.values, Shape.of(dimensions));
    }

    private void list(JsonParser parser, int level) throws MisfitException {
        if (level == DEEPEST) {
            throw new MisfitException("has lists in lists deeper than " + DEEPEST);
        }
        long length = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                if (depth >= 0 && level + 1 >= depth) {
                    throw new MisfitException("has lists and values side by side");
                }
                list(parser, level + 1);
            } else {
                if (depth < 0) {
                    depth = level + 1;
                } else if (depth != level + 1) {
                    throw new MisfitException("has lists and values side by side");
                }
                element(parser, token);
            }
            length++;
        }
        if (length == 0 && depth < 0) {
            depth = level + 1;
        }
        if (lengths[level] < 0) {
            lengths[level] = length;
        } else if (lengths[level] != length) {
            throw new MisfitException("has a list of " + length + " elements beside one of " + lengths[level]);
        }
    }

    private void element(JsonParser parser, JsonToken token) throws MisfitException {
        switch (token) {
            case VALUE_NUMBER_INT -> {
                switch (parser.getNumberType()) {
                    case INT, LONG -> values.add(parser.getLongValue());
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> values.add(parser.getDoubleValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> values.add(parser.getDoubleValue());
            case VALUE_TRUE -> values.add(true);
            case VALUE_FALSE -> values.add(false);
            case VALUE_STRING -> values.add(parser.getString());
            case VALUE_NULL -> throw new MisfitException("has null at element " + values.count());
            default -> throw new MisfitException("holds what is no number, text, truth value or list");
        }
    }
}

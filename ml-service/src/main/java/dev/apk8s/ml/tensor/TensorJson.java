package dev.apk8s.ml.tensor;

import tools.jackson.core.JsonGenerator;

/** Writes tensors as JSON. */
public final class TensorJson {
    private TensorJson() {}

    public static void writeShape(JsonGenerator generator, Shape shape) {
        generator.writeArrayPropertyStart("shape");
        shape.dimensions().forEach(generator::writeNumber);
        generator.writeEndArray();
    }

    /** All elements as one list. */
    public static void writeFlat(JsonGenerator generator, Tensor tensor) {
        generator.writeStartArray();
        for (int index = 0; index < tensor.count(); index++) {
            write(generator, tensor, index);
        }
        generator.writeEndArray();
    }

    /** Lists in lists, as a shape has them. Without dimensions it is the one element. */
    public static void writeNested(JsonGenerator generator, Tensor tensor, Shape shape) {
        nested(generator, tensor, shape, 0, 0);
    }

    private static int nested(JsonGenerator generator, Tensor tensor, Shape shape, int level, int from) {
        if (level == shape.rank()) {
            write(generator, tensor, from);
            return from + 1;
        }
        generator.writeStartArray();
        int next = from;
        for (long index = 0; index < shape.dimension(level); index++) {
            next = nested(generator, tensor, shape, level + 1, next);
        }
        generator.writeEndArray();
        return next;
    }

    private static void write(JsonGenerator generator, Tensor tensor, int index) {
        switch (tensor) {
            case Tensor.Texts texts -> generator.writeString(texts.values().get(index));
            case Tensor.Numbers numbers -> {
                switch (numbers.type()) {
                    case FP32, FP16, BF16 -> number(generator, (float) numbers.number(index));
                    case FP64 -> number(generator, numbers.number(index));
                    case BOOL -> generator.writeBoolean(numbers.whole(index) != 0);
                    case UINT8, INT8, INT16, INT32, INT64 -> generator.writeNumber(numbers.whole(index));
                    case BYTES -> throw new IllegalStateException("Texts are no numbers");
                }
            }
        }
    }

    /** JSON has no words for what is no number. */
    private static void number(JsonGenerator generator, float number) {
        if (Float.isFinite(number)) {
            generator.writeNumber(number);
        } else {
            generator.writeNull();
        }
    }

    private static void number(JsonGenerator generator, double number) {
        if (Double.isFinite(number)) {
            generator.writeNumber(number);
        } else {
            generator.writeNull();
        }
    }
}

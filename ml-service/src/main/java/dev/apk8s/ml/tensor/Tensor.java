package dev.apk8s.ml.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Values with a shape, in row-major order. */
public sealed interface Tensor {
    String name();

    TensorType type();

    Shape shape();

    Tensor named(String name);

    /** How many elements there are. */
    int count();

    /** The rows from one on, as a view. Only of tensors with at least one dimension. */
    Tensor rows(int from, int count, String name);

    default int rowCount() {
        return Math.toIntExact(shape().dimension(0));
    }

    /**
     * Numbers and truth values.
     *
     * @param data from position 0 to the limit, little-endian; not to be changed
     */
    record Numbers(String name, TensorType type, Shape shape, ByteBuffer data) implements Tensor {
        public Numbers {
            data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
            if (data.limit() != shape.count() * type.size()) {
                throw new IllegalArgumentException(
                        data.limit() + " bytes are not " + shape + " of " + type);
            }
        }

        public static Numbers ofFloats(String name, Shape shape, float[] values) {
            ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(values);
            return new Numbers(name, TensorType.FP32, shape, data);
        }

        @Override
        public Numbers named(String other) {
            return new Numbers(other, type, shape, data);
        }

        @Override
        public int count() {
            return data.limit() / type.size();
        }

        @Override
        public Numbers rows(int from, int count, String name) {
            int row = Math.toIntExact(shape.row().count()) * type.size();
            return new Numbers(name, type, shape.withFirst(count), data.slice(from * row, count * row));
        }

        /** An element as a double, truth values as 0 and 1. */
        public double number(int index) {
            return switch (type) {
                case FP32 -> data.getFloat(index * Float.BYTES);
                case FP64 -> data.getDouble(index * Double.BYTES);
                case FP16 -> Float.float16ToFloat(data.getShort(index * Short.BYTES));
                case BF16 -> Float.intBitsToFloat(data.getShort(index * Short.BYTES) << Short.SIZE);
                case BOOL, UINT8, INT8, INT16, INT32, INT64 -> whole(index);
                case BYTES -> throw new IllegalStateException("Texts are no numbers");
            };
        }

        /** An element of a whole type, truth values as 0 and 1. */
        public long whole(int index) {
            return switch (type) {
                case BOOL -> data.get(index) == 0 ? 0 : 1;
                case UINT8 -> Byte.toUnsignedInt(data.get(index));
                case INT8 -> data.get(index);
                case INT16 -> data.getShort(index * Short.BYTES);
                case INT32 -> data.getInt(index * Integer.BYTES);
                case INT64 -> data.getLong(index * Long.BYTES);
                case FP16, BF16, FP32, FP64, BYTES -> throw new IllegalStateException(type + " is no whole type");
            };
        }
    }

    /** Texts. */
    record Texts(String name, Shape shape, List<String> values) implements Tensor {
        public Texts {
            if (values.size() != shape.count()) {
                throw new IllegalArgumentException(values.size() + " values are not " + shape);
            }
        }

        @Override
        public TensorType type() {
            return TensorType.BYTES;
        }

        @Override
        public Texts named(String other) {
            return new Texts(other, shape, values);
        }

        @Override
        public int count() {
            return values.size();
        }

        @Override
        public Texts rows(int from, int count, String name) {
            int row = Math.toIntExact(shape.row().count());
            return new Texts(name, shape.withFirst(count), values.subList(from * row, (from + count) * row));
        }
    }
}

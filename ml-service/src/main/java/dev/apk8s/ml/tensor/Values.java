package dev.apk8s.ml.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elements as they are read from JSON, before it is known what they shall be. They are all of one kind. */
public final class Values {
    private static final int FIRST = 64;
    /** Up to here every whole number is a double. */
    private static final long EXACT = 1L << 53;
    /** More elements would take more memory than the service has for a request. */
    private static final int MOST = 1 << 22;

    private enum Kind {
        NONE,
        NUMBERS,
        TRUTHS,
        TEXTS
    }

    /** Why values cannot become a tensor: completes the sentence that begins with their place. */
    public static final class MisfitException extends Exception {
        private static final long serialVersionUID = 1L;

        public MisfitException(String message) {
            super(message);
        }
    }

    private Kind kind = Kind.NONE;
    private double[] numbers = new double[FIRST];
    /** Whole numbers beyond 2^53 are not doubles; only kept once there is one. */
    private long[] wholes = {};
    private final List<String> texts = new ArrayList<>();
    private int count;
    /** The first element that was given as a double and is greater than any long. */
    private int beyond = -1;

    public int count() {
        return count;
    }

    public void add(double number) throws MisfitException {
        next(Kind.NUMBERS);
        numbers[count - 1] = number;
        if (number >= 0x1p63 && beyond < 0) {
            beyond = count - 1;
        }
        if (wholes.length > 0) {
            wholes[count - 1] = (long) number;
        }
    }

    public void add(long number) throws MisfitException {
        next(Kind.NUMBERS);
        numbers[count - 1] = number;
        if (wholes.length == 0 && (number > EXACT || number < -EXACT)) {
            wholes = new long[numbers.length];
            for (int index = 0; index < count - 1; index++) {
                wholes[index] = (long) numbers[index];
            }
        }
        if (wholes.length > 0) {
            wholes[count - 1] = number;
        }
    }

    public void add(boolean truth) throws MisfitException {
        next(Kind.TRUTHS);
        numbers[count - 1] = truth ? 1 : 0;
    }

    public void add(String text) throws MisfitException {
        next(Kind.TEXTS);
        texts.add(text);
    }

    private void next(Kind wanted) throws MisfitException {
        if (kind == Kind.NONE) {
            kind = wanted;
        } else if (kind != wanted) {
            throw new MisfitException("mixes numbers, texts or truth values, at element " + count);
        }
        if (count == MOST) {
            throw new MisfitException("has more than " + MOST + " elements");
        }
        count++;
        if (wanted != Kind.TEXTS && count > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.min(MOST, 2 * numbers.length));
            if (wholes.length > 0) {
                wholes = Arrays.copyOf(wholes, numbers.length);
            }
        }
    }

    /** @throws MisfitException if an element is not of the type, or their number is not that of the shape */
    public Tensor tensor(String name, TensorType type, Shape shape) throws MisfitException {
        if (shape.count() != count) {
            throw new MisfitException("has " + count + " elements, but shape " + shape + " has "
                    + (shape.count() == Long.MAX_VALUE ? "more than can be told" : shape.count()));
        }
        Kind needed = switch (type) {
            case BOOL -> Kind.TRUTHS;
            case BYTES -> Kind.TEXTS;
            case UINT8, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64 -> Kind.NUMBERS;
        };
        if (count > 0 && kind != needed) {
            throw new MisfitException("holds " + plainly(kind) + ", but datatype " + type + " is of "
                    + plainly(needed));
        }
        if (type == TensorType.BYTES) {
            return new Tensor.Texts(name, shape, List.copyOf(texts));
        }
        ByteBuffer data = ByteBuffer.allocate(count * type.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < count; index++) {
            put(data, type, index);
        }
        return new Tensor.Numbers(name, type, shape, data.flip());
    }

    private void put(ByteBuffer data, TensorType type, int index) throws MisfitException {
        switch (type) {
            case FP32 -> data.putFloat((float) numbers[index]);
            case FP64 -> data.putDouble(numbers[index]);
            case FP16 -> data.putShort(Float.floatToFloat16((float) numbers[index]));
            case BF16 -> data.putShort((short) (Float.floatToRawIntBits((float) numbers[index]) >>> Short.SIZE));
            case BOOL -> data.put((byte) numbers[index]);
            case UINT8, INT8 -> data.put((byte) whole(type, index));
            case INT16 -> data.putShort((short) whole(type, index));
            case INT32 -> data.putInt((int) whole(type, index));
            case INT64 -> data.putLong(whole(type, index));
            case BYTES -> throw new IllegalStateException("Texts are no numbers");
        }
    }

    private long whole(TensorType type, int index) throws MisfitException {
        long whole = wholes.length > 0 ? wholes[index] : (long) numbers[index];
        if (index == beyond || (double) whole != numbers[index] || whole < type.least() || whole > type.most()) {
            throw new MisfitException("has " + numbers[index] + " at element " + index + ", which is no " + type);
        }
        return whole;
    }

    private static String plainly(Kind kind) {
        return switch (kind) {
            case NUMBERS -> "numbers";
            case TRUTHS -> "truth values";
            case TEXTS -> "texts";
            case NONE -> "nothing";
        };
    }
}

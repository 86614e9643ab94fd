package dev.apk8s.ml.tensor;

import java.util.Arrays;
import java.util.Optional;

/** The element types of tensors, by the names that the Open Inference Protocol gives them. */
public enum TensorType {
    BOOL(1),
    UINT8(1),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8),
    /** Texts in UTF-8. */
    BYTES(0);

    private final int size;

    TensorType(int size) {
        this.size = size;
    }

    /** Bytes of an element; 0 for {@link #BYTES}, whose elements have their own lengths. */
    public int size() {
        return size;
    }

    public boolean isWhole() {
        return switch (this) {
            case UINT8, INT8, INT16, INT32, INT64 -> true;
            case BOOL, FP16, BF16, FP32, FP64, BYTES -> false;
        };
    }

    long least() {
        return switch (this) {
            case UINT8 -> 0;
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64, BOOL, FP16, BF16, FP32, FP64, BYTES -> Long.MIN_VALUE;
        };
    }

    long most() {
        return switch (this) {
            case UINT8 -> 255;
            case INT8 -> Byte.MAX_VALUE;
            case INT16 -> Short.MAX_VALUE;
            case INT32 -> Integer.MAX_VALUE;
            case INT64, BOOL, FP16, BF16, FP32, FP64, BYTES -> Long.MAX_VALUE;
        };
    }

    public static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}

package dev.apk8s.ml.tensor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/**
 * The dimensions of a tensor, the outermost first.
 *
 * @param dimensions -1 stands for any length, in what a model declares
 */
public record Shape(List<Long> dimensions) {
    private static final long ANY = -1;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Shape {
        dimensions = List.copyOf(dimensions);
    }

    @Override
    @JsonValue
    public List<Long> dimensions() {
        return dimensions;
    }

    public static Shape of(long... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    public long dimension(int index) {
        return dimensions.get(index);
    }

    /** How many elements a tensor of this shape has: 1 for a scalar. Overflow is Long.MAX_VALUE. */
    public long count() {
        long count = 1;
        for (long dimension : dimensions) {
            if (Math.multiplyHigh(count, dimension) != 0 || count * dimension < 0) {
                return Long.MAX_VALUE;
            }
            count *= dimension;
        }
        return count;
    }

    /** Whether a tensor of this shape can be given where the other is declared. */
    public boolean fits(Shape declared) {
        if (rank() != declared.rank()) {
            return false;
        }
        for (int index = 0; index < rank(); index++) {
            if (declared.dimension(index) != ANY && declared.dimension(index) != dimension(index)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first dimension may have any length, so that requests can be put together along it. */
    public boolean isOpen() {
        return rank() > 0 && dimension(0) == ANY;
    }

    public Shape withFirst(long length) {
        long[] changed = toArray();
        changed[0] = length;
        return of(changed);
    }

    /** The shape of one row. */
    public Shape row() {
        return new Shape(dimensions.subList(1, dimensions.size()));
    }

    public long[] toArray() {
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }
}

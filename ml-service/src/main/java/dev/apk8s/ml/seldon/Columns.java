package dev.apk8s.ml.seldon;

import dev.apk8s.ml.tensor.Tensor;
import java.nio.ByteBuffer;

/** Puts the columns of a table into another order. */
final class Columns {
    private Columns() {}

    /** @param from for each column of the result, where it is in the table */
    static Tensor.Numbers inOrder(Tensor.Numbers table, int[] from) {
        int size = table.type().size();
        ByteBuffer data = table.data();
        ByteBuffer ordered = ByteBuffer.allocate(data.limit());
        int rows = table.count() / Math.max(1, from.length);
        for (int row = 0; row < rows; row++) {
            for (int column : from) {
                ordered.put(data.slice((row * from.length + column) * size, size));
            }
        }
        return new Tensor.Numbers(table.name(), table.type(), table.shape(), ordered.flip());
    }
}

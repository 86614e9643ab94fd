package dev.apk8s.ml.v2;

import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorError;
import dev.apk8s.ml.tensor.TensorType;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors as bytes, as the
 * <a href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">protocol's
 * extension</a> has them: little-endian, in row-major order; a text is its length in 4 bytes and then UTF-8.
 */
final class BinaryTensors {
    private BinaryTensors() {}

    /** @param announced how long the whole body is; negative if nobody said */
    static Tensor read(String where, InputStream body, long announced, long size, String name, TensorType type,
            Shape shape) throws IOException {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw misfit(where, "has a binary_data_size that is no size");
        }
        if (type != TensorType.BYTES && (shape.count() > size || shape.count() * type.size() != size)) {
            throw misfit(where, "has binary_data_size " + size + ", which is not what shape " + shape + " of " + type
                    + " takes");
        }
        byte[] bytes = take(body, (int) size, announced);
        if (bytes.length < size) {
            throw misfit(where, "has binary_data_size " + size + ", but the body ends after " + bytes.length
                    + " bytes of it");
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return type == TensorType.BYTES
                ? new Tensor.Texts(name, shape, texts(where, data, shape))
                : new Tensor.Numbers(name, type, shape, data);
    }

    /** Makes room at once only for what was announced: others may say anything. */
    private static byte[] take(InputStream body, int size, long announced) throws IOException {
        if (size > announced) {
            return body.readNBytes(size);
        }
        byte[] bytes = new byte[size];
        int count = body.readNBytes(bytes, 0, size);
        return count < size ? Arrays.copyOf(bytes, count) : bytes;
    }

    private static List<String> texts(String where, ByteBuffer data, Shape shape) {
        List<String> texts = new ArrayList<>();
        while (data.hasRemaining()) {
            int length = data.remaining() < Integer.BYTES ? -1 : data.getInt();
            if (length < 0 || length > data.remaining()) {
                throw misfit(where, "has a text at element " + texts.size() + " whose length is not in its bytes");
            }
            texts.add(StandardCharsets.UTF_8.decode(data.slice(data.position(), length)).toString());
            data.position(data.position() + length);
        }
        if (texts.size() != shape.count()) {
            throw misfit(where, "has " + texts.size() + " texts, but shape " + shape + " has " + shape.count());
        }
        return texts;
    }

    static byte[] bytes(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numbers numbers -> {
                byte[] bytes = new byte[numbers.data().limit()];
                numbers.data().get(0, bytes);
                yield bytes;
            }
            case Tensor.Texts texts -> {
                List<byte[]> encoded = texts.values().stream().map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
                ByteBuffer bytes = ByteBuffer
                        .allocate(encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum())
                        .order(ByteOrder.LITTLE_ENDIAN);
                encoded.forEach(text -> bytes.putInt(text.length).put(text));
                yield bytes.array();
            }
        };
    }

    private static ProblemException misfit(String where, String message) {
        return new ProblemException(TensorError.INVALID_INPUT, where + " " + message + ".").with("field", where);
    }
}

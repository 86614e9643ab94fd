package dev.apk8s.ml.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.apk8s.platform.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a file of a model without taking it into memory, before ONNX Runtime is given it: whether it is a model
 * by its structure, and whether it names files beside it, which could be any file of this machine. The field numbers are
 * those of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
public final class OnnxFile {
    private static final int IR_VERSION = 1;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;
    private static final int DEEPEST = 64;

    /** The messages in which there can be tensors, with their fields that lead to them. */
    private enum Message {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SPARSE_TENSOR,
        FUNCTION,
        TRAINING
    }

    private static final Map<Message, Map<Integer, Message>> FIELDS = Map.of(
            Message.MODEL, Map.of(GRAPH, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
            Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
            Message.NODE, Map.of(5, Message.ATTRIBUTE),
            Message.ATTRIBUTE, Map.of(5, Message.TENSOR, 6, Message.GRAPH, 10, Message.TENSOR, 11, Message.GRAPH, 22,
                    Message.SPARSE_TENSOR, 23, Message.SPARSE_TENSOR),
            Message.TENSOR, Map.of(),
            Message.SPARSE_TENSOR, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
            Message.FUNCTION, Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
            Message.TRAINING, Map.of(1, Message.GRAPH, 2, Message.GRAPH));

    private boolean version;
    private boolean graph;
    private boolean operators;

    private OnnxFile() {}

    /** @throws ProblemException if it is no model, or one that is not whole in itself */
    public static void check(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            CodedInputStream coded = CodedInputStream.newInstance(stream);
            coded.setSizeLimit(Integer.MAX_VALUE);
            OnnxFile found = new OnnxFile();
            found.walk(coded, Message.MODEL, 0);
            if (!found.version || !found.graph || !found.operators) {
                throw notOnnx(null);
            }
        } catch (InvalidProtocolBufferException malformed) {
            throw notOnnx(malformed);
        }
    }

    private void walk(CodedInputStream coded, Message message, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new ProblemException(ModelFileError.MODEL_UNSUPPORTED, "Its graphs are nested too deep.");
        }
        Map<Integer, Message> fields = FIELDS.getOrDefault(message, Map.of());
        for (int tag = coded.readTag(); tag != 0; tag = coded.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            boolean nested = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (message == Message.MODEL) {
                version |= field == IR_VERSION && !nested;
                graph |= field == GRAPH && nested;
                operators |= field == OPSET_IMPORT && nested;
            }
            if (message == Message.TENSOR && (field == EXTERNAL_DATA
                    || field == DATA_LOCATION && coded.readEnum() != 0)) {
                throw new ProblemException(ModelFileError.MODEL_UNSUPPORTED,
                        "The model keeps tensors in other files: save it as one file, without external data.");
            }
            Message inner = fields.get(field);
            if (nested && inner != null) {
                int limit = coded.pushLimit(coded.readRawVarint32());
                walk(coded, inner, depth + 1);
                coded.popLimit(limit);
            } else if (!(message == Message.TENSOR && field == DATA_LOCATION)) {
                coded.skipField(tag);
            }
        }
    }

    private static ProblemException notOnnx(@Nullable Throwable cause) {
        return new ProblemException(ModelFileError.MODEL_NOT_ONNX,
                "The file is not an ONNX model, or was cut off: it has not the structure of one.", cause);
    }
}

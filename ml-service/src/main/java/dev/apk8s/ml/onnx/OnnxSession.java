package dev.apk8s.ml.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorSpec;
import dev.apk8s.ml.tensor.TensorType;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that is open in ONNX Runtime. Several threads may run it at once; nobody may while or after it is closed. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final boolean batches;

    private OnnxSession(OrtEnvironment environment, OrtSession session, Signature signature, boolean batches) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.batches = batches;
    }

    static OnnxSession of(OrtEnvironment environment, OrtSession session) throws OrtException {
        try {
            List<TensorSpec> inputs = specs("input", session.getInputInfo().values());
            List<TensorSpec> outputs = specs("output", session.getOutputInfo().values());
            boolean batches = openTogether(session.getInputInfo().values())
                    && openTogether(session.getOutputInfo().values());
            return new OnnxSession(environment, session, new Signature(inputs, outputs), batches);
        } catch (OrtException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    public Signature signature() {
        return signature;
    }

    /**
     * Whether the model says of itself that its first dimension is the batch: it is open in every input and output and
     * called so. Of a dimension that is merely open nobody knows whether its rows can be told apart.
     */
    public boolean batches() {
        return batches;
    }

    /**
     * Computes all outputs.
     *
     * @param inputs that fit the signature, by name
     * @throws ProblemException if the model cannot compute them
     */
    public List<Tensor> run(List<Tensor> inputs) {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (Tensor input : inputs) {
                given.put(input.name(), onnx(input));
            }
            try (OrtSession.Result result = session.run(given)) {
                List<Tensor> outputs = new ArrayList<>(signature.outputs().size());
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.add(tensor(output.getKey(), output.getValue()));
                }
                return outputs;
            }
        } catch (OrtException failed) {
            throw new ProblemException(PredictionError.PREDICTION_FAILED,
                    "The model stopped with: " + OnnxSessions.reason(failed), failed);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("A session was not closed", failed);
        }
    }

    private OnnxTensor onnx(Tensor tensor) throws OrtException {
        return switch (tensor) {
            case Tensor.Numbers numbers -> OnnxTensor.createTensor(environment, direct(numbers.data()),
                    numbers.shape().toArray(), OnnxTypes.java(numbers.type()));
            case Tensor.Texts texts -> OnnxTensor.createTensor(environment, texts.values().toArray(String[]::new),
                    texts.shape().toArray());
        };
    }

    /** The runtime's binding takes bytes of any type only outside of the heap. */
    private static ByteBuffer direct(ByteBuffer data) {
        ByteBuffer bytes = data.isDirect()
                ? data.duplicate()
                : ByteBuffer.allocateDirect(data.limit()).put(data.duplicate()).flip();
        return bytes.order(ByteOrder.nativeOrder());
    }

    private static Tensor tensor(String name, OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new OrtException("The output " + name + " is no tensor");
        }
        TensorInfo info = tensor.getInfo();
        Shape shape = Shape.of(info.getShape());
        TensorType type = OnnxTypes.of(info).orElseThrow(() -> new OrtException("The output " + name
                + " has a type that cannot be answered"));
        if (type == TensorType.BYTES) {
            return new Tensor.Texts(name, shape, OnnxTypes.texts(tensor.getValue()));
        }
        return new Tensor.Numbers(name, type, shape, tensor.getByteBuffer());
    }

    private static List<TensorSpec> specs(String side, Collection<NodeInfo> nodes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo info)) {
                throw new ProblemException(ModelFileError.MODEL_UNSUPPORTED, "The " + side + " '" + node.getName()
                        + "' is a list or map: export the model so that it has tensors only (for scikit-learn,"
                        + " with zipmap=False).");
            }
            TensorType type = OnnxTypes.of(info)
                    .orElseThrow(() -> new ProblemException(ModelFileError.MODEL_UNSUPPORTED,
                            "The " + side + " '" + node.getName() + "' has a type that cannot be served: "
                                    + info.onnxType + "."));
            specs.add(new TensorSpec(node.getName(), type, Shape.of(info.getShape()), null));
        }
        return specs;
    }

    private static boolean openTogether(Collection<NodeInfo> nodes) {
        return nodes.stream().allMatch(node -> node.getInfo() instanceof TensorInfo info
                && Shape.of(info.getShape()).isOpen()
                && OnnxTypes.isBatch(info.getDimensionNames()[0]));
    }
}

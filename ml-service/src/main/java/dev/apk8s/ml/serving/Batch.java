package dev.apk8s.ml.serving;

import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Requests that are computed at once: their rows one below the other. */
final class Batch {
    private final List<Request> requests = new ArrayList<>();
    private final List<Shape> rowShapes;
    private int rows;

    Batch(Request first) {
        rowShapes = first.isEven() ? first.rowShapes() : List.of();
        requests.add(first);
        rows = first.rows();
    }

    int rows() {
        return rows;
    }

    /** Takes a request in, if it fits; else it must wait for a batch of its own. */
    boolean add(Request next, int maxRows) {
        if (rowShapes.isEmpty() || rows + next.rows() > maxRows || !next.isEven()
                || !next.rowShapes().equals(rowShapes)) {
            return false;
        }
        requests.add(next);
        rows += next.rows();
        return true;
    }

    /** Computes all answers. A request at which the model fails takes none of the others with it. */
    void run(OnnxSession session) {
        requests.removeIf(request -> request.answer().isDone());
        if (requests.size() > 1 && together(session)) {
            return;
        }
        for (Request request : requests) {
            alone(request, session);
        }
    }

    private static void alone(Request request, OnnxSession session) {
        try {
            request.answer().complete(session.run(request.inputs()));
        } catch (RuntimeException failed) {
            request.answer().completeExceptionally(failed);
        }
    }

    /** Whether it could be done: not if the model fails, or gives another number of rows than it was given. */
    private boolean together(OnnxSession session) {
        List<Tensor> outputs;
        int all = requests.stream().mapToInt(Request::rows).sum();
        try {
            List<Tensor> inputs = new ArrayList<>();
            for (int input = 0; input < rowShapes.size(); input++) {
                inputs.add(joined(input, all));
            }
            outputs = session.run(inputs);
        } catch (ProblemException failed) {
            return false;
        }
        if (!outputs.stream().allMatch(output -> output.shape().rank() > 0 && output.rowCount() == all)) {
            return false;
        }
        int from = 0;
        for (Request request : requests) {
            List<Tensor> own = new ArrayList<>(outputs.size());
            for (Tensor output : outputs) {
                own.add(output.rows(from, request.rows(), output.name()));
            }
            request.answer().complete(own);
            from += request.rows();
        }
        return true;
    }

    private Tensor joined(int input, int all) {
        Tensor first = requests.getFirst().inputs().get(input);
        Shape shape = first.shape().withFirst(all);
        return switch (first) {
            case Tensor.Numbers numbers -> {
                ByteBuffer data = ByteBuffer
                        .allocateDirect(Math.toIntExact(shape.count() * numbers.type().size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
                for (Request request : requests) {
                    data.put(((Tensor.Numbers) request.inputs().get(input)).data().duplicate());
                }
                yield new Tensor.Numbers(numbers.name(), numbers.type(), shape, data.flip());
            }
            case Tensor.Texts texts -> {
                List<String> values = new ArrayList<>();
                for (Request request : requests) {
                    values.addAll(((Tensor.Texts) request.inputs().get(input)).values());
                }
                yield new Tensor.Texts(texts.name(), shape, values);
            }
        };
    }
}

package dev.apk8s.ml.training;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;

/**
 * Writes an {@link AnomalyModel} as an ONNX graph: {@code input} float [batch, columns] to {@code output} float [batch, 2],
 * the score and 1 for an anomaly or 0.
 */
final class AnomalyOnnx {
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("anomaly");

    private AnomalyOnnx() {}

    static ModelProto of(AnomalyModel model) {
        return new AnomalyOnnx().built(model);
    }

    private ModelProto built(AnomalyModel model) {
        int width = model.medians().length;
        int clusters = model.centres().size();
        floats("medians", model.medians(), width);
        floats("scales", model.scales(), width);
        floats("centres", model.centres().stream().flatMapToDouble(centre -> Arrays.stream(centre.place())).toArray(),
                1, clusters, width);
        floats("radii", model.centres().stream().mapToDouble(AnomalyModel.Centre::radius).toArray(), clusters);
        floats("threshold", new double[]{AnomalyModel.THRESHOLD}, 1);
        wholes("cluster_axis", 1);
        wholes("column_axis", 2);
        node("Sub", "moved", "input", "medians");
        node("Div", "scaled", "moved", "scales");
        node("Unsqueeze", "rows", "scaled", "cluster_axis");
        node("Sub", "differences", "rows", "centres");
        node("Mul", "squares", "differences", "differences");
        graph.addNode(operator("ReduceSum", "sums", "squares", "column_axis").addAttribute(whole("keepdims", 0)));
        node("Sqrt", "distances", "sums");
        node("Div", "relative", "distances", "radii");
        graph.addNode(operator("ReduceMin", "score", "relative")
                .addAttribute(AttributeProto.newBuilder().setName("axes").setType(AttributeProto.AttributeType.INTS)
                        .addInts(1))
                .addAttribute(whole("keepdims", 1)));
        node("Greater", "exceeds", "score", "threshold");
        graph.addNode(operator("Cast", "anomaly", "exceeds").addAttribute(whole("to", FLOAT)));
        graph.addNode(operator("Concat", "output", "score", "anomaly").addAttribute(whole("axis", 1)));
        graph.addInput(tensor("input", width)).addOutput(tensor("output", 2));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("apk8s").setModelVersion(1)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS)).setGraph(graph)
                .build();
    }

    private void node(String operator, String output, String... inputs) {
        graph.addNode(operator(operator, output, inputs));
    }

    private static NodeProto.Builder operator(String operator, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).setName(output).addOutput(output)
                .addAllInput(List.of(inputs));
    }

    private static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value)
                .build();
    }

    private void floats(String name, double[] values, int... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        Arrays.stream(shape).forEach(tensor::addDims);
        Arrays.stream(values).forEach(value -> tensor.addFloatData((float) value));
        graph.addInitializer(tensor);
    }

    private void wholes(String name, long value) {
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(1).addInt64Data(value));
    }

    private static ValueInfoProto tensor(String name, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns)).build();
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
                .build();
    }
}

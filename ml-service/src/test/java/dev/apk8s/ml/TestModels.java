package dev.apk8s.ml;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Small ONNX files, each for one behaviour. */
public final class TestModels {
    private static final int OPERATORS = 13;

    private TestModels() {}

    /** {@code input} float [batch, width] times a factor. */
    public static byte[] times(float factor, int width) {
        return model(GraphProto.newBuilder().setName("times")
                .addInput(value("input", TensorProto.DataType.FLOAT, "batch", width))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", width))
                .addInitializer(scalar("factor", factor)).addNode(node("Mul", "output", "input", "factor")));
    }

    /** Gives {@code input} back, of any type, [batch, 2]. */
    public static byte[] identity(TensorProto.DataType type) {
        return model(GraphProto.newBuilder().setName("identity").addInput(value("input", type, "batch", 2))
                .addOutput(value("output", type, "batch", 2)).addNode(node("Identity", "output", "input")));
    }

    /** {@code sum} and {@code difference} of {@code left} and {@code right}, float [batch, 2]. */
    public static byte[] twoInputs() {
        return model(GraphProto.newBuilder().setName("two")
                .addInput(value("left", TensorProto.DataType.FLOAT, "batch", 2))
                .addInput(value("right", TensorProto.DataType.FLOAT, "batch", 2))
                .addOutput(value("sum", TensorProto.DataType.FLOAT, "batch", 2))
                .addOutput(value("difference", TensorProto.DataType.FLOAT, "batch", 2))
                .addNode(node("Add", "sum", "left", "right")).addNode(node("Sub", "difference", "left", "right")));
    }

    /** Fails where an element of {@code input} int64 [batch, 1] is not a row of a table with two. */
    public static byte[] lookup() {
        TensorProto table = TensorProto.newBuilder().setName("table")
                .setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(2).addFloatData(10).addFloatData(20).build();
        return model(GraphProto.newBuilder().setName("lookup")
                .addInput(value("input", TensorProto.DataType.INT64, "batch", 1))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", 1)).addInitializer(table)
                .addNode(node("Gather", "output", "table", "input")));
    }

    /** Multiplies {@code input} [batch, width] by a square matrix many times: takes its time. */
    public static byte[] slow(int width, int times) {
        TensorProto.Builder matrix = TensorProto.newBuilder().setName("matrix")
                .setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(width).addDims(width);
        for (int index = 0; index < width * width; index++) {
            matrix.addFloatData(1f / width);
        }
        GraphProto.Builder graph = GraphProto.newBuilder().setName("slow")
                .addInput(value("input", TensorProto.DataType.FLOAT, "batch", width))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", width)).addInitializer(matrix);
        for (int index = 0; index < times; index++) {
            graph.addNode(node("MatMul", index == times - 1 ? "output" : "step" + index,
                    index == 0 ? "input" : "step" + (index - 1), "matrix"));
        }
        return model(graph);
    }

    /** Its factor is in another file. */
    public static byte[] external(String location) {
        TensorProto factor = TensorProto.newBuilder().setName("factor").setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(1).setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(StringStringEntryProto
                        .newBuilder().setKey("location").setValue(location))
                .build();
        return model(GraphProto.newBuilder().setName("external")
                .addInput(value("input", TensorProto.DataType.FLOAT, "batch", 1))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", 1)).addInitializer(factor)
                .addNode(node("Mul", "output", "input", "factor")));
    }

    /** As {@link #external}, but in a constant of a node. */
    public static byte[] externalConstant(String location) {
        TensorProto factor = TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(StringStringEntryProto
                        .newBuilder().setKey("location").setValue(location))
                .build();
        NodeProto constant = NodeProto.newBuilder().setOpType("Constant").addOutput("factor")
                .addAttribute(AttributeProto.newBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR)
                        .setT(factor))
                .build();
        return model(GraphProto.newBuilder().setName("external")
                .addInput(value("input", TensorProto.DataType.FLOAT, "batch", 1))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", 1)).addNode(constant)
                .addNode(node("Mul", "output", "input", "factor")));
    }

    /** Has an operator that nobody knows. */
    public static byte[] unknownOperator() {
        return model(GraphProto.newBuilder().setName("unknown")
                .addInput(value("input", TensorProto.DataType.FLOAT, "batch", 1))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "batch", 1))
                .addNode(node("NobodyKnows", "output", "input")));
    }

    /** As {@link #times}, but nothing says that the first dimension is a batch. */
    public static byte[] unnamedBatch(float factor, int width) {
        return model(GraphProto.newBuilder().setName("times")
                .addInput(value("input", TensorProto.DataType.FLOAT, "steps", width))
                .addOutput(value("output", TensorProto.DataType.FLOAT, "steps", width))
                .addInitializer(scalar("factor", factor)).addNode(node("Mul", "output", "input", "factor")));
    }

    private static byte[] model(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setIrVersion(8).setProducerName("test")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .setGraph(graph).build().toByteArray();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output).addAllInput(List.of(inputs)).build();
    }

    private static TensorProto scalar(String name, float value) {
        return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(1)
                .addFloatData(value).build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, String first, int width) {
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(first))
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width)))))
                .build();
    }
}

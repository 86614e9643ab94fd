package dev.apk8s.benchmarks.predict;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some rows of the model's input as a request of the Open Inference Protocol.
 *
 * @param input its name in the model
 * @param binary whether they are sent as bytes and asked for as bytes; else as JSON
 */
record Rows(String input, int count, boolean binary) {
    static final int WIDTH = 11;
    private static final float[] ROW = {6.4f, 0.57f, 0.02f, 1.8f, 0.067f, 4.0f, 11.0f, 0.997f, 3.46f, 0.68f, 9.5f};

    float[] values() {
        float[] values = new float[count * WIDTH];
        for (int row = 0; row < count; row++) {
            System.arraycopy(ROW, 0, values, row * WIDTH, WIDTH);
        }
        return values;
    }

    private String json() {
        String data = binary
                ? "\"parameters\":{\"binary_data_size\":" + count * WIDTH * Float.BYTES + "}"
                : "\"data\":["
                        + IntStream.range(0, count).mapToObj(_ -> Arrays.toString(ROW).replaceAll("[\\[\\] ]", ""))
                                .collect(Collectors.joining(","))
                        + "]";
        return "{" + (binary ? "\"parameters\":{\"binary_data_output\":true}," : "") + "\"inputs\":[{\"name\":\""
                + input
                + "\",\"shape\":[" + count + "," + WIDTH + "],\"datatype\":\"FP32\"," + data + "}]}";
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json().getBytes(StandardCharsets.US_ASCII));
        if (binary) {
            ByteBuffer bytes = ByteBuffer.allocate(count * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values());
            body.writeBytes(bytes.array());
        }
        return body.toByteArray();
    }

    String headers() {
        return binary
                ? "Content-Type: application/octet-stream\r\nInference-Header-Content-Length: " + json().length()
                        + "\r\n"
                : "Content-Type: application/json\r\n";
    }
}

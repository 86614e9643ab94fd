package dev.apk8s.ml.v2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.apk8s.ml.MlIT;
import dev.apk8s.ml.TestModels;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol as its specification tells it. */
class V2IT extends MlIT {
    private static String shared = "";

    private Api viewer() {
        return api().asUser("viewer");
    }

    private String model() {
        if (shared.isEmpty()) {
            shared = serving("v2", TestModels.times(2, 2));
        }
        return shared;
    }

    @Test
    void theServerTellsThatItLivesAndWhatItIs() {
        assertThat(viewer().get("/v2/health/live").text()).isEqualTo("{\"live\":true}");
        assertThat(viewer().get("/v2/health/ready").text()).isEqualTo("{\"ready\":true}");
        JsonNode server = viewer().get("/v2").json();
        assertThat(server.get("name").asString()).isEqualTo("apk8s");
        assertThat(server.get("version").asString()).isNotEmpty();
        assertThat(server.get("extensions").valueStream().map(JsonNode::asString)).contains("binary_tensor_data",
                "model_repository");
    }

    @Test
    void aModelTellsWhatItTakesAndGives() {
        String model = model();
        assertThat(viewer().get("/v2/models/" + model).text()).isEqualTo("{\"name\":\"" + model
                + "\",\"versions\":[\"1\"],\"platform\":\"onnxruntime_onnx\","
                + "\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP32\",\"shape\":[-1,2]}],"
                + "\"outputs\":[{\"name\":\"output\",\"datatype\":\"FP32\",\"shape\":[-1,2]}]}");
        assertThat(viewer().get("/v2/models/" + model + "/versions/1").json().get("versions").get(0).asString())
                .isEqualTo("1");
        assertThat(viewer().get("/v2/models/" + model + "/ready").text())
                .isEqualTo("{\"name\":\"" + model + "\",\"ready\":true}");
        assertThat(viewer().get("/v2/models/" + model + "/versions/1/ready").status()).isEqualTo(200);
        assertThat(viewer().get("/v2/models/" + model + "/versions/2/ready").status()).isEqualTo(404);
        assertThat(viewer().get("/v2/models/" + model + "/versions/x").status()).isEqualTo(404);
    }

    @Test
    void anInferenceIsAnsweredAsTheSpecificationHasIt() {
        String model = model();
        String request = "{\"id\":\"42\",\"inputs\":[{\"name\":\"input\",\"shape\":[2,2],\"datatype\":\"FP32\","
                + "\"data\":[1,2,3,4]}],\"outputs\":[{\"name\":\"output\"}]}";
        String expected = "{\"model_name\":\"" + model + "\",\"model_version\":\"1\",\"id\":\"42\",\"outputs\":["
                + "{\"name\":\"output\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[2.0,4.0,6.0,8.0]}]}";
        assertThat(viewer().post("/v2/models/" + model + "/infer", request).text()).isEqualTo(expected);
        assertThat(viewer().post("/v2/models/" + model + "/versions/1/infer", request).text()).isEqualTo(expected);
        String nested = request.replace("[1,2,3,4]", "[[1,2],[3,4]]");
        assertThat(viewer().post("/v2/models/" + model + "/infer", nested).text()).isEqualTo(expected);
    }

    @Test
    void outputsAreThoseThatAreAskedFor() {
        String model = serving("two", TestModels.twoInputs());
        String inputs = "\"inputs\":[{\"name\":\"right\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,1]},"
                + "{\"name\":\"left\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[5,7]}]";
        JsonNode all = viewer().post("/v2/models/" + model + "/infer", "{" + inputs + "}").json().get("outputs");
        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("data").toString()).isEqualTo("[6.0,8.0]");
        JsonNode one = viewer().post("/v2/models/" + model + "/infer",
                "{" + inputs + ",\"outputs\":[{\"name\":\"difference\"}]}").json().get("outputs");
        assertThat(one).hasSize(1);
        assertThat(one.get(0).get("data").toString()).isEqualTo("[4.0,6.0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"BOOL|BOOL|[true,false]", "UINT8|UINT8|[0,255]", "INT8|INT8|[-128,127]",
            "INT16|INT16|[-32768,32767]", "INT32|INT32|[-2147483648,2147483647]",
            "INT64|INT64|[-9223372036854775808,9223372036854775807]", "FLOAT|FP32|[1.5,-2.0]",
            "DOUBLE|FP64|[0.1,1.0E300]", "STRING|BYTES|[\"a\",\"grüße\"]"})
    void everyDatatypeComesBackAsItWasGiven(TensorProto.DataType type, String datatype, String data) {
        String model = serving("type", TestModels.identity(type));
        Answer answer = viewer().post("/v2/models/" + model + "/infer",
                "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"" + datatype + "\",\"data\":" + data
                        + "}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/outputs/0/datatype").asString()).isEqualTo(datatype);
        assertThat(answer.json().at("/outputs/0/data")).isEqualTo(new JsonMapper().readTree(data));
    }

    private Answer binary(String model, String json, byte[] tail) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(header);
        body.writeBytes(tail);
        return viewer().with("Inference-Header-Content-Length", Integer.toString(header.length)).send("POST",
                "/v2/models/" + model + "/infer", "application/octet-stream", body.toByteArray());
    }

    @Test
    void tensorsMayBeBytesBehindTheJson() {
        byte[] floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).putFloat(3)
                .putFloat(4).array();
        String json = "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"input\",\"shape\":[2,2],"
                + "\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":16}}]}";
        Answer answer = binary(model(), json, floats);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        int length = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        JsonNode header = new JsonMapper().readTree(Arrays.copyOf(answer.body(), length));
        assertThat(header.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(16);
        assertThat(header.at("/outputs/0/data").isMissingNode()).isTrue();
        ByteBuffer doubled = ByteBuffer.wrap(answer.body(), length, 16).slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(doubled.getFloat(12)).isEqualTo(8);
        assertThat(answer.body()).hasSize(length + 16);
    }

    @Test
    void textsHaveTheirLengthsBeforeThem() {
        String model = serving("texts", TestModels.identity(TensorProto.DataType.STRING));
        byte[] umlaut = "grüße".getBytes(StandardCharsets.UTF_8);
        byte[] texts = ByteBuffer.allocate(4 + 1 + 4 + umlaut.length).order(ByteOrder.LITTLE_ENDIAN).putInt(1)
                .put((byte) 'a').putInt(umlaut.length).put(umlaut).array();
        Answer answer = binary(model, "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"BYTES\","
                + "\"parameters\":{\"binary_data_size\":" + texts.length
                + "}}],\"outputs\":[{\"name\":\"output\",\"parameters\":{\"binary_data\":true}}]}", texts);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        int length = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        assertThat(Arrays.copyOfRange(answer.body(), length, answer.body().length)).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"12|16|has binary_data_size 12", "16|8|the body ends after 8 bytes",
            "16|20|the body has more bytes"})
    void bytesThatAreNotWhatTheJsonSaysAreRefused(int size, int sent, String reason) {
        Answer answer = binary(model(), "{\"inputs\":[{\"name\":\"input\",\"shape\":[2,2],\"datatype\":\"FP32\","
                + "\"parameters\":{\"binary_data_size\":" + size + "}}]}", new byte[sent]);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"name\":\"input\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2,3]}|inputs[0] (input 'input') has shape [1, 3], but the model takes [-1, 2]",
            "{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[1,2]}|has datatype FP64, but the model takes FP32",
            "{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1]}|inputs[0].data has 1 elements, but shape [1, 2] has 2",
            "{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[[1],[2]]}|inputs[0].data has lists of shape [2, 1], but shape is [1, 2]",
            "{\"name\":\"other\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}|the model has no input 'other': it has [input]",
            "{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP31\",\"data\":[1,2]}|'FP31' is none of",
            "{\"name\":\"input\",\"shape\":[1,-2],\"datatype\":\"FP32\",\"data\":[1,2]}|inputs[0].shape",
            "{\"name\":\"input\",\"datatype\":\"FP32\",\"data\":[1,2]}|inputs[0].shape: is required",
            "{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP32\"}|inputs[0].data: is required"})
    void whatDoesNotFitIsToldWithItsPlaceAndAsError(String input, String reason) {
        Answer answer = viewer().post("/v2/models/" + model() + "/infer", "{\"inputs\":[" + input + "]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).contains(reason);
        assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
    }

    @Test
    void everyErrorOfTheseRoutesHasTheMember() {
        assertThat(viewer().get("/v2/models/nothing-of-this-name").json().get("error").asString()).isNotEmpty();
        assertThat(api().get("/v2/models/nothing").json().get("error").asString()).isNotEmpty();
        assertThat(viewer().post("/v2/repository/models/x/load", "{}").json().get("error").asString()).isNotEmpty();
        assertThat(viewer().get("/api/v1/models/nothing").json().has("error")).isFalse();
        assertThat(viewer().post("/v2/models/" + model() + "/infer", "{\"inputs\":[]}").json().get("error")
                .asString()).contains("at least one");
        assertThat(viewer().post("/v2/models/" + model() + "/infer", "{").json().get("error").asString())
                .isNotEmpty();
    }

    @Test
    void theRepositoryIsListedLoadedAndUnloaded() {
        String model = unique("repository");
        register(model, TestModels.times(3, 2));
        assertThat(state(model, "{}")).isEqualTo("UNAVAILABLE");
        assertThat(state(model, "{\"ready\":true}")).isEmpty();
        String infer = "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}]}";
        Answer refused = viewer().post("/v2/models/" + model + "/infer", infer);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("MODEL_NOT_LOADED");
        assertThat(scientist().post("/v2/repository/models/" + model + "/load", "{}").status()).isEqualTo(200);
        assertThat(state(model, "{\"ready\":true}")).isEqualTo("READY");
        assertThat(viewer().post("/v2/models/" + model + "/infer", infer).status()).isEqualTo(200);
        assertThat(scientist().post("/v2/repository/models/" + model + "/unload", "{}").status()).isEqualTo(200);
        assertThat(viewer().post("/v2/models/" + model + "/infer", infer).status()).isEqualTo(409);
        assertThat(viewer().get("/v2/models/" + model + "/ready").status()).isEqualTo(409);
    }

    private String state(String model, String body) {
        return viewer().post("/v2/repository/index", body).json().valueStream()
                .filter(entry -> entry.get("name").asString().equals(model))
                .map(entry -> entry.get("state").asString()).findFirst().orElse("");
    }
}

package dev.apk8s.ml.seldon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ml.MlIT;
import dev.apk8s.ml.TestModels;
import dev.apk8s.platform.house.Api.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeldonIT extends MlIT {
    private Answer predict(String model, String body) {
        return api().asUser("viewer").post("/seldon/default/" + model + "/api/v1.0/predictions", body);
    }

    @Test
    void theBooksRequestGetsTheBooksAnswer() {
        Answer answer = predict(wineModel("production"),
                "{\"data\":{\"ndarray\":[[6.4,0.57,0.02,1.8,0.067,4.0,11.0,0.997,3.46,0.68,9.5]]}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).matches("\\{\"data\":\\{\"names\":\\[],\"ndarray\":\\[5\\.69\\d+]},\"meta\":\\{}}");
    }

    @Test
    void columnsMayComeInAnyOrderWithTheirNames() {
        String model = unique("named");
        promote(model, register(model, TestModels.times(10, 2), "?columns=temp,load&answers=hot,busy"));
        Answer answer = predict(model, "{\"data\":{\"names\":[\"load\",\"temp\"],\"ndarray\":[[1,2],[3,4]]}}");
        assertThat(answer.text()).isEqualTo(
                "{\"data\":{\"names\":[\"hot\",\"busy\"],\"ndarray\":[[20.0,10.0],[40.0,30.0]]},\"meta\":{}}");
        Answer unknown = predict(model, "{\"data\":{\"names\":[\"load\",\"size\"],\"ndarray\":[[1,2]]}}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("data.names[1]", "'size' is no column", "[temp, load]");
    }

    @Test
    void aTensorIsAnsweredAsATensor() {
        Answer answer = predict(serving("tensor", TestModels.times(2, 2)),
                "{\"data\":{\"tensor\":{\"shape\":[2,2],\"values\":[1,2,3,4]}},\"meta\":{\"puid\":\"x\"}}");
        assertThat(answer.text()).isEqualTo(
                "{\"data\":{\"names\":[],\"tensor\":{\"shape\":[2,2],\"values\":[2.0,4.0,6.0,8.0]}},\"meta\":{}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"data\":{\"ndarray\":[[1,2,3]]}}|INVALID_INPUT|has shape [1, 3], but the model takes [-1, 2]",
            "{\"data\":{\"ndarray\":[1,2]}}|INVALID_INPUT|has shape [2], but the model takes [-1, 2]",
            "{\"data\":{\"ndarray\":[[1,2],[3]]}}|INVALID_INPUT|a list of 1 elements beside one of 2",
            "{\"data\":{\"ndarray\":[[\"a\",\"b\"]]}}|INVALID_INPUT|holds texts, but datatype FP32 is of numbers",
            "{\"data\":{\"ndarray\":[[1,null]]}}|INVALID_INPUT|null at element 1",
            "{\"data\":{\"tensor\":{\"shape\":[3,2],\"values\":[1]}}}|INVALID_INPUT|1 values, which are not of shape [3, 2]",
            "{\"data\":{}}|INVALID_FIELD|must have ndarray or tensor",
            "{}|INVALID_FIELD|must have ndarray or tensor",
            "{\"strData\":\"x\"}|INVALID_FIELD|is not taken by models",
            "{\"data\":{\"ndarray\":[[1,2]]|MALFORMED_JSON|''", "[]|BAD_REQUEST|JSON object",
            "''|BAD_REQUEST|JSON object"})
    void whatDoesNotFitIsRefusedWithItsPlace(String body, String code, String detail) {
        Answer answer = predict(model(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().get("detail").asString()).contains(detail);
    }

    private static String shared = "";

    private String model() {
        if (shared.isEmpty()) {
            shared = serving("misfit", TestModels.times(2, 2));
        }
        return shared;
    }

    @Test
    void aModelWithTwoInputsIsForTheOtherProtocol() {
        Answer answer = predict(serving("two", TestModels.twoInputs()), "{\"data\":{\"ndarray\":[[1,2]]}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("has 2 inputs", "/v2/models/");
    }

    @Test
    void manyRowsAreAnsweredInTheirOrder() {
        String rows = IntStream.range(0, 5_000).mapToObj(row -> "[" + row + "," + -row + "]")
                .collect(Collectors.joining(","));
        Answer answer = predict(serving("many", TestModels.times(2, 2)), "{\"data\":{\"ndarray\":[" + rows + "]}}");
        assertThat(answer.json().at("/data/ndarray/4999/0").asInt()).isEqualTo(9_998);
        assertThat(answer.json().at("/data/ndarray")).hasSize(5_000);
    }

    @Test
    void theNamespaceIsTheTenant() {
        String model = serving("own", TestModels.times(2, 2));
        String body = "{\"data\":{\"ndarray\":[[1,2]]}}";
        assertThat(api().asUser("viewer").post("/seldon/acme/" + model + "/api/v1.0/predictions", body).status())
                .isEqualTo(404);
        assertThat(api().asUser("acme-viewer").post("/seldon/acme/" + model + "/api/v1.0/predictions", body).status())
                .isEqualTo(404);
        assertThat(api().asUser("acme-viewer").post("/seldon/default/" + model + "/api/v1.0/predictions", body)
                .status()).isEqualTo(404);
    }
}

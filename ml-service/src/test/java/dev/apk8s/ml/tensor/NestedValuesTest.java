package dev.apk8s.ml.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.ml.tensor.NestedValues.Shaped;
import dev.apk8s.ml.tensor.Values.MisfitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

class NestedValuesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Shaped read(String json) throws MisfitException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return NestedValues.read(parser);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[1,2,3]|[3]", "[[1,2],[3,4],[5,6]]|[3, 2]", "[[[1],[2]]]|[1, 2, 1]", "[]|[0]",
            "[[],[]]|[2, 0]", "[true,false]|[2]"})
    void listsHaveTheShapeThatTheyAreWrittenIn(String json, String shape) throws MisfitException {
        assertThat(read(json).shape()).hasToString(shape);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[[1,2],[3]]|a list of 1 elements beside one of 2",
            "[[1,2],3]|lists and values side by side", "[1,[2]]|lists and values side by side",
            "[[1],[[2]]]|lists and values side by side", "[[],[[1]]]|lists and values side by side",
            "[1,\"a\"]|mixes numbers, texts or truth values, at element 1",
            "[1,null]|null at element 1", "[{}]|no number, text, truth value or list", "5|is no list",
            "[[[[[[[[[1]]]]]]]]]|deeper than 8"})
    void whatHasNoShapeIsRefusedWithTheReason(String json, String reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MisfitException.class).hasMessageContaining(reason);
    }

    @Test
    void wholeNumbersKeepAllTheirDigits() throws MisfitException {
        Tensor.Numbers tensor = (Tensor.Numbers) read("[1,9007199254740993,-9223372036854775808,9223372036854775807]")
                .values()
                .tensor("x", TensorType.INT64, Shape.of(4));
        assertThat(tensor.whole(0)).isEqualTo(1);
        assertThat(tensor.whole(1)).isEqualTo(9007199254740993L);
        assertThat(tensor.whole(2)).isEqualTo(Long.MIN_VALUE);
        assertThat(tensor.whole(3)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[1.5]|INT32|has 1.5 at element 0, which is no INT32",
            "[3000000000]|INT32|which is no INT32", "[256]|UINT8|which is no UINT8", "[-1]|UINT8|which is no UINT8",
            "[9223372036854775808]|INT64|which is no INT64",
            "[\"a\"]|FP32|holds texts, but datatype FP32 is of numbers",
            "[1]|BOOL|holds numbers, but datatype BOOL is of truth values",
            "[1]|BYTES|holds numbers, but datatype BYTES is of texts"})
    void whatIsNotOfTheTypeIsRefusedWithItsPlace(String json, TensorType type, String reason) {
        assertThatThrownBy(() -> read(json).values().tensor("x", type, Shape.of(1)))
                .isInstanceOf(MisfitException.class).hasMessageContaining(reason);
    }

    @Test
    void shapesWhoseCountOverflowsAreRefused() {
        Shape huge = Shape.of(Long.MAX_VALUE, 4);
        assertThat(huge.count()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> read("[1,2]").values().tensor("x", TensorType.FP32, huge))
                .isInstanceOf(MisfitException.class).hasMessageContaining("has 2 elements");
    }

    @Test
    void sixteenBitFloatsKeepTheirValue() throws MisfitException {
        for (TensorType type : new TensorType[]{TensorType.FP16, TensorType.BF16}) {
            Tensor.Numbers tensor = (Tensor.Numbers) read("[1.5,-2]").values().tensor("x", type, Shape.of(2));
            assertThat(tensor.number(0)).isEqualTo(1.5);
            assertThat(tensor.number(1)).isEqualTo(-2);
        }
    }

    @Test
    void rowsAreTakenWithoutTheOthers() throws MisfitException {
        Tensor tensor = read("[[1,2],[3,4],[5,6]]").values().tensor("x", TensorType.FP32, Shape.of(3, 2));
        Tensor.Numbers rows = (Tensor.Numbers) tensor.rows(1, 2, "x");
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(rows.number(0)).isEqualTo(3);
        assertThat(rows.number(3)).isEqualTo(6);
    }
}

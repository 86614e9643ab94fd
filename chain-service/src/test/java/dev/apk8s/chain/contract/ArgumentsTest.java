package dev.apk8s.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.abi.FunctionEncoder;
import tools.jackson.databind.json.JsonMapper;

class ArgumentsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"uint8|255",
            "uint256|\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"",
            "int256|-1", "int8|-128", "bool|true", "string|\"grün\"", "bytes|\"0x0102\"",
            "bytes4|\"0x01020304\"", "address|\"0x0000000000000000000000000000000000000a11\"",
            "uint16[]|[1,2]", "bool[2]|[true,false]", "string[]|[\"a\",\"b\"]"})
    void whatIsGivenIsWhatAContractReads(String type, String value) {
        List<Parameter> parameters = List.of(new Parameter("x", type, false));
        String encoded = FunctionEncoder
                .encodeConstructor(Arguments.read(parameters, JSON.readTree("[" + value + "]")));
        Object read = Values.decode(parameters, encoded).getFirst();
        String given = JSON.readTree(value).isArray() ? value : JSON.readTree(value).asString();
        String text = JSON.readTree(value).isArray() ? JSON.writeValueAsString(read) : String.valueOf(read);
        assertThat(text).isEqualToIgnoringCase(given);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"uint8|256", "uint8|-1", "uint8|1.5", "uint8|\"x\"", "int8|128", "bool|1",
            "string|1",
            "bytes|\"0102\"", "bytes4|\"0x01\"", "address|\"0x12\"",
            "address|\"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD0\"", "uint16[2]|[1]", "uint16[]|[70000]",
            "(uint256,string)|[1]", "string[2]|[\"a\",\"b\"]", "uint8|null"})
    void whatDoesNotFitIsNamed(String type, String value) {
        assertThatThrownBy(() -> Arguments.read(List.of(new Parameter("x", type, false)),
                JSON.readTree("[" + value + "]"))).isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.members().get("field")).asString().startsWith("arguments[0]"));
    }

    @Test
    void argumentsMayBeNamed() {
        List<Parameter> parameters = List.of(new Parameter("a", "uint8", false), new Parameter("b", "bool", false));
        assertThat(Arguments.read(parameters, JSON.readTree("{\"b\":true,\"a\":1}")))
                .isEqualTo(Arguments.read(parameters, JSON.readTree("[1,true]")));
        assertThatThrownBy(() -> Arguments.read(parameters, JSON.readTree("{\"b\":true,\"c\":1}")))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.members()).containsEntry("field", "arguments.a"));
        assertThatThrownBy(() -> Arguments.read(parameters, JSON.readTree("[1]")))
                .hasMessageContaining("must be 2 (uint8,bool), not 1");
    }
}

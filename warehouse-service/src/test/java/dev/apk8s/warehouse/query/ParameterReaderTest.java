package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class ParameterReaderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"\"it's\"|'it''s'", "\"''; DROP\"|'''''; DROP'",
            "12|12", "-12|-12", "9223372036854775807|BIGINT '9223372036854775807'",
            "9223372036854775808|DECIMAL '9223372036854775808'", "0.10|DECIMAL '0.10'", "1.5e3|DOUBLE '1.5e3'",
            "true|TRUE", "{\"type\":\"date\",\"value\":\"2026-11-01\"}|DATE '2026-11-01'",
            "{\"value\":\"2026-11-01T08:00\",\"type\":\"TIMESTAMP\"}|TIMESTAMP '2026-11-01 08:00'",
            "{\"type\":\"decimal\",\"value\":\"1.10\"}|DECIMAL '1.10'", "{\"type\":\"bigint\",\"value\":5}|BIGINT '5'",
            "{\"type\":\"varbinary\",\"value\":\"AP8=\"}|X'00ff'",
            "{\"type\":\"date\",\"value\":null}|CAST(NULL AS date)"})
    void aValueBecomesALiteral(String json, String literal) {
        assertThat(JSON.readValue(json, Parameter.class).literal()).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "1e999", "{}", "{\"type\":\"date\"}", "{\"type\":\"date\",\"value\":\"1' OR '1\"}",
            "{\"type\":\"nothing\",\"value\":\"1\"}", "{\"type\":\"decimal\",\"value\":\"1.1.1\"}",
            "{\"type\":\"bigint\",\"value\":\"1 OR 1\"}", "{\"type\":\"date\",\"value\":\"2026-11-01\",\"x\":1}",
            "{\"type\":\"varbinary\",\"value\":\"A\"}", "{\"type\":\"date\",\"value\":[]}",
            "123456789012345678901234567890123456789"})
    void whatIsNoValueIsRefused(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, Parameter.class)).isInstanceOf(DatabindException.class);
    }
}

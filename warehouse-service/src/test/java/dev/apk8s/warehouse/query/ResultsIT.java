package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every type of the engine's in every form of result. */
class ResultsIT extends WarehouseIT {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String TYPES = """
            SELECT true AS bo, tinyint '-128' AS ti, smallint '32767' AS sm, integer '-2147483648' AS it,
              bigint '9223372036854775807' AS bi, real '1.5' AS re, 1e300 AS db, nan() AS nn, infinity() AS inf,
              decimal '12345678901234567890123456789.123456789' AS de, cast('x' AS char(3)) AS ch,
              'a,"b"' || chr(13) || chr(10) || 'ü😀' AS vc, '' AS em, cast(NULL AS varchar) AS nu, x'00FF10' AS vb,
              date '2026-02-28' AS da, time '01:02:03.123456' AS tm, time '01:02:03 +05:30' AS tz,
              timestamp '2026-11-01 08:00:00.123456' AS ts, timestamp '2026-11-01 08:00:00.123456789012' AS tp,
              timestamp '2026-07-01 08:00:00.5 Europe/Berlin' AS zo, timestamp '2026-11-01 08:00:00 UTC' AS ut,
              timestamp '2026-11-01 08:00:00.123 +05:30' AS of,
              interval '-2' day AS id, interval '3' month AS im, json '{"a": 1}' AS js,
              uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uu, ipaddress '10.0.0.1' AS ip,
              ARRAY[decimal '1.10', NULL] AS ar, MAP(ARRAY[1, 2], ARRAY[timestamp '2026-11-01 08:00:00', NULL]) AS ma,
              CAST(ROW(1, 'y', ARRAY[x'01']) AS row(x bigint, "b c" varchar, arr array(varbinary))) AS ro,
              CAST(NULL AS row(q bigint)) AS rn, NULL AS un""";

    private Api viewer() {
        return api().asUser("viewer");
    }

    @Test
    void jsonHasEveryTypeExactly() {
        Answer answer = Queries.stream(viewer(), "json", TYPES);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode result = EXACT.readTree(answer.body());
        JsonNode row = result.get("rows").get(0);
        Map<String, String> expected = Map.ofEntries(Map.entry("bo", "true"), Map.entry("ti", "-128"),
                Map.entry("sm", "32767"), Map.entry("it", "-2147483648"), Map.entry("bi", "9223372036854775807"),
                Map.entry("re", "1.5"), Map.entry("nn", "\"NaN\""), Map.entry("inf", "\"Infinity\""),
                Map.entry("de", "\"12345678901234567890123456789.123456789\""), Map.entry("ch", "\"x  \""),
                Map.entry("vc", "\"a,\\\"b\\\"\\r\\nü😀\""), Map.entry("em", "\"\""), Map.entry("nu", "null"),
                Map.entry("vb", "\"AP8Q\""), Map.entry("da", "\"2026-02-28\""),
                Map.entry("tm", "\"01:02:03.123456\""), Map.entry("tz", "\"01:02:03+05:30\""),
                Map.entry("ts", "\"2026-11-01T08:00:00.123456\""),
                Map.entry("tp", "\"2026-11-01T08:00:00.123456789012\""),
                Map.entry("zo", "\"2026-07-01T08:00:00.5+02:00[Europe/Berlin]\""),
                Map.entry("ut", "\"2026-11-01T08:00:00Z\""), Map.entry("of", "\"2026-11-01T08:00:00.123+05:30\""),
                Map.entry("id", "\"-2 00:00:00.000\""), Map.entry("im", "\"0-3\""),
                Map.entry("js", "\"{\\\"a\\\":1}\""), Map.entry("uu", "\"12151fd2-7586-11e9-8f9e-2a86e4085a59\""),
                Map.entry("ip", "\"10.0.0.1\""), Map.entry("ar", "[\"1.10\",null]"),
                Map.entry("ma", "{\"1\":\"2026-11-01T08:00:00\",\"2\":null}"),
                Map.entry("ro", "{\"x\":1,\"b c\":\"y\",\"arr\":[\"AQ==\"]}"), Map.entry("rn", "null"),
                Map.entry("un", "null"));
        JsonNode columns = result.get("columns");
        assertThat(columns).hasSize(33);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).get("name").asString();
            if (name.equals("db")) {
                assertThat(row.get(i).doubleValue()).isEqualTo(1e300);
            } else {
                assertThat(EXACT.readTree(row.get(i).toString())).as(name)
                        .isEqualTo(EXACT.readTree(expected.get(name)));
            }
        }
        assertThat(columns.get(9).get("type").asString()).isEqualTo("decimal(38, 9)");
        assertThat(result.get("rowCount").asInt()).isEqualTo(1);
        assertThat(result.get("truncated").asBoolean()).isFalse();
    }

    @Test
    void bigintsAreTextWhereTheReaderAsksForIt() {
        JsonNode result = Queries.stream(viewer(), "json",
                "SELECT bigint '9007199254740993' AS a, ARRAY[bigint '9007199254740993'] AS b",
                "\"bigints\":\"string\"").json();
        assertThat(result.get("rows").get(0)).hasToString("[\"9007199254740993\",[\"9007199254740993\"]]");
    }

    @Test
    void ndjsonHasOneObjectALineWithNamesOfTheirOwn() {
        Answer answer = viewer().with("Accept", "application/x-ndjson").post(Queries.PATH + "/results",
                Queries.body("SELECT x, x + 1 AS x, 'a' || chr(10) AS t FROM UNNEST(sequence(1, 3)) AS s(x)"));
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.text().split("\n")).hasSize(3).contains("{\"x\":2,\"x_2\":3,\"t\":\"a\\n\"}");
        assertThat(answer.text()).endsWith("\n");
    }

    @Test
    void csvIsWhatTheStandardSays() {
        Answer answer = Queries.stream(viewer(), "csv", TYPES);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.text()).startsWith("bo,ti,sm,it,bi,re,db,nn,inf,de,ch,vc,em,nu,vb,")
                .contains("true,-128,32767,-2147483648,9223372036854775807,1.5,1.0E300,NaN,Infinity,"
                        + "12345678901234567890123456789.123456789,x  ,\"a,\"\"b\"\"\r\nü😀\",\"\",,AP8Q,2026-02-28,")
                .contains(",2026-07-01T08:00:00.5+02:00[Europe/Berlin],2026-11-01T08:00:00Z,")
                .contains(",\"[\"\"1.10\"\",null]\",").endsWith("\r\n");
    }

    @Test
    void arrowHasEveryTypeExactly() throws IOException {
        Answer answer = Queries.stream(viewer(), "arrow", TYPES);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.apache.arrow.stream");
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), memory)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getRowCount()).isEqualTo(1);
            Map<String, Object> expected = Map.ofEntries(Map.entry("bo", true), Map.entry("ti", (byte) -128),
                    Map.entry("sm", (short) 32767), Map.entry("it", -2147483648),
                    Map.entry("bi", 9223372036854775807L), Map.entry("re", 1.5f), Map.entry("db", 1e300),
                    Map.entry("nn", Double.NaN), Map.entry("inf", Double.POSITIVE_INFINITY),
                    Map.entry("de", new BigDecimal("12345678901234567890123456789.123456789")),
                    Map.entry("ch", new Text("x  ")), Map.entry("vc", new Text("a,\"b\"\r\nü😀")),
                    Map.entry("em", new Text("")), Map.entry("da", 20_512),
                    Map.entry("tm", 3_723_123_456L), Map.entry("tz", new Text("01:02:03+05:30")),
                    Map.entry("ts", LocalDateTime.parse("2026-11-01T08:00:00.123456")),
                    Map.entry("tp", new Text("2026-11-01T08:00:00.123456789012")),
                    Map.entry("zo", LocalDateTime.parse("2026-07-01T06:00:00.5").toInstant(java.time.ZoneOffset.UTC)
                            .toEpochMilli()),
                    Map.entry("id", Duration.ofDays(-2)),
                    Map.entry("uu", new Text("12151fd2-7586-11e9-8f9e-2a86e4085a59")));
            expected.forEach((name, value) -> assertThat(root.getVector(name).getObject(0)).as(name).isEqualTo(value));
            assertThat(root.getVector("ar").getObject(0)).hasToString("[1.10,null]");
            assertThat(root.getVector("ma").getObject(0).toString()).contains("\"key\":1").contains("\"value\":");
            assertThat(root.getVector("ro").getObject(0).toString()).contains("\"x\":1").contains("\"b c\":\"y\"");
            assertThat((byte[]) root.getVector("vb").getObject(0)).containsExactly(0, -1, 16);
            for (String name : List.of("nu", "rn", "un")) {
                assertThat(root.getVector(name).isNull(0)).as(name).isTrue();
            }
            assertThat(root.getSchema().findField("de").getMetadata()).containsEntry("type", "decimal(38, 9)");
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void arrowComesInBatches() throws IOException {
        Answer answer = Queries.stream(viewer(), "arrow",
                "SELECT orderkey, comment, ARRAY[custkey, orderkey] AS pair, MAP(ARRAY[clerk], ARRAY[totalprice]) AS m FROM tpch.tiny.orders");
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), memory)) {
            int rows = 0;
            int batches = 0;
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                assertThat(root.getVector("comment").getNullCount()).isZero();
                assertThat(root.getVector("pair").getObject(root.getRowCount() - 1).toString())
                        .contains(root.getVector("orderkey").getObject(root.getRowCount() - 1).toString());
                rows += root.getRowCount();
                batches++;
            }
            assertThat(rows).isEqualTo(15_000);
            assertThat(batches).isGreaterThan(1);
        }
    }

    @Test
    void aResultWithoutRowsStillHasItsColumns() {
        String none = "SELECT name, regionkey FROM tpch.tiny.nation WHERE false";
        assertThat(Queries.stream(viewer(), "csv", none).text()).isEqualTo("name,regionkey\r\n");
        assertThat(Queries.stream(viewer(), "json", none).json().get("columns")).hasSize(2);
        assertThat(Queries.stream(viewer(), "ndjson", none).body()).isEmpty();
    }

    @Test
    void parametersAreBoundWhateverIsInThem() {
        String sql = "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
        Answer answer = Queries.stream(viewer(), "json", sql,
                """
                        "parameters":["' OR 1=1; DROP TABLE x --\\n''", 9007199254740993, 0.1000000000000000000000001,
                        12345678901234567890, -1.5e3, true, null, {"type":"date","value":"2026-11-01"},
                        {"type":"timestamp","value":"2026-11-01T08:00:00.123456"},
                        {"type":"timestamp with time zone","value":"2026-11-01T08:00:00Z"},
                        {"type":"varbinary","value":"AP8="}, {"type":"uuid","value":"12151fd2-7586-11e9-8f9e-2a86e4085a59"}]""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode result = EXACT.readTree(answer.body());
        assertThat(EXACT.readTree(result.get("rows").get(0).toString())).isEqualTo(EXACT.readTree("""
                ["' OR 1=1; DROP TABLE x --\\n''", 9007199254740993, "0.1000000000000000000000001",
                "12345678901234567890", -1500.0, true, null, "2026-11-01", "2026-11-01T08:00:00.123456",
                "2026-11-01T08:00:00Z", "AP8=", "12151fd2-7586-11e9-8f9e-2a86e4085a59"]"""));
        Answer wrong = Queries.stream(viewer(), "json", "SELECT ?, ?", """
                "parameters":[1, {"type":"date","value":"2026-11-01' OR '1'='1"}]""");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("field").asString()).isEqualTo("parameters[1]");
        assertThat(Queries.stream(viewer(), "json", "SELECT ?", "\"parameters\":[1, 2]").code())
                .isEqualTo("QUERY_FAILED");
    }
}

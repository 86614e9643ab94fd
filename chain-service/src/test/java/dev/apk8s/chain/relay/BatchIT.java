package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.platform.house.Api.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchIT extends ChainIT {
    private static final String PATH = CHAIN + "/transactions/batch";
    private static final String TO = "0x0000000000000000000000000000000000000ba7";

    private static String transfer(String key, int wei) {
        return "{\"idempotencyKey\":\"" + key + "\",\"to\":\"" + TO + "\",\"value\":\"" + wei + "\"}";
    }

    private static String body(List<String> transactions) {
        return "{\"transactions\":[" + String.join(",", transactions) + "]}";
    }

    @Test
    void allAreKeptAndMinedOnceHoweverOftenTheyAreHandedIn() {
        String run = unique("batch");
        String body = body(IntStream.range(0, 50).mapToObj(i -> transfer(run + "-" + i, 1 + i)).toList());
        Answer answer = operator().post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().path("acceptedCount").asInt()).isEqualTo(50);
        Answer again = operator().post(PATH, body);
        assertThat(ids(again)).isEqualTo(ids(answer)).doesNotHaveDuplicates().hasSize(50);
        for (int i = 0; i < 50; i++) {
            String id = ids(answer).get(i);
            await().until(() -> transaction(id).path("state").asString().equals("CONFIRMED"));
            assertThat(transaction(id).path("value").asString()).isEqualTo(Integer.toString(1 + i));
        }
    }

    @Test
    void whatIsWrongIsNamedByItsPlaceAndDoesNotKeepTheRestBack() {
        String run = unique("batch");
        Answer answer = operator().post(PATH,
                body(List.of(transfer(run + "-0", 1), "{\"to\":\"0x12\",\"value\":\"1\"}", transfer(run + "-2", 2),
                        transfer(run + "-0", 3), "null", "{\"signer\":\"nobody\",\"to\":\"" + TO + "\"}",
                        "{\"raw\":\"0x02\",\"to\":\"" + TO + "\"}", transfer("k".repeat(201), 1))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        JsonNode rejected = answer.json().path("rejected");
        assertThat(rejected.valueStream().map(each -> each.path("position").asInt() + " " + each.path("code").asString()
                + " " + each.path("field").asString("")))
                .contains("1 INVALID_FIELD to", "4 INVALID_FIELD transactions[4]", "6 INVALID_FIELD raw",
                        "7 INVALID_FIELD idempotencyKey")
                .anyMatch(each -> each.startsWith("5 NO_SUCH_SIGNER"));
        assertThat(answer.json().path("accepted").valueStream().map(each -> each.path("position").asInt()))
                .contains(2).containsAnyOf(0, 3).doesNotContain(1, 4, 5, 6, 7);
        assertThat(answer.json().path("acceptedCount").asInt() + answer.json().path("rejectedCount").asInt())
                .isEqualTo(8);
    }

    @Test
    void whenNoneIsAcceptedTheAnswerIsTheFirstOnesProblem() {
        Answer answer = operator().post(PATH, body(List.of("{\"to\":\"0x12\"}", "{\"to\":\"0x13\"}")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_FIELD");
        assertThat(answer.json().path("rejected")).hasSize(2);
    }

    @Test
    void aBatchHasABound() {
        assertThat(operator().post(PATH, body(List.of())).code()).isEqualTo("INVALID_FIELD");
        String many = IntStream.range(0, 501).mapToObj(i -> transfer("many-" + i, 1)).collect(Collectors.joining(","));
        Answer answer = operator().post(PATH, "{\"transactions\":[" + many + "]}");
        assertThat(answer.code()).isEqualTo("INVALID_FIELD");
        assertThat(answer.json().path("field").asString()).isEqualTo("transactions");
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("accepted").valueStream().map(each -> each.path("id").asString()).toList();
    }
}

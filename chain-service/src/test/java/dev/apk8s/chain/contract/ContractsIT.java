package dev.apk8s.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.platform.house.Api.Answer;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsIT extends ChainIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode compiled(String name) throws Exception {
        try (InputStream content = ContractsIT.class.getResourceAsStream("/contracts/" + name + ".json")) {
            return JSON.readTree(content);
        }
    }

    private Answer deploy(String name) throws Exception {
        JsonNode compiled = compiled("Judgements");
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "abi", compiled.path("abi"), "bytecode",
                compiled.path("bytecode").asString()));
        return operator().with("Idempotency-Key", name).post(CHAIN + "/contracts", JSON.writeValueAsString(body));
    }

    @Test
    void aContractIsDeployedOnceCalledAndTransactedWith() throws Exception {
        String name = unique("ledger");
        Answer deployed = deploy(name);
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(202);
        assertThat(deploy(name).json().path("deployment")).isEqualTo(deployed.json().path("deployment"));

        // It need not be on the chain yet.
        String path = CHAIN + "/contracts/" + name + "/methods/";
        JsonNode recorded = finished(operator().post(path + "record/transactions",
                "{\"arguments\":{\"device\":\"lab-d1\",\"eventId\":\"e-1\",\"scoreMillis\":-930,\"action\":\"stop\"}}"));
        assertThat(recorded.path("state").asString()).as(recorded.toString()).isEqualTo("CONFIRMED");
        assertThat(result(path + "count/calls", "{}")).isEqualTo(1);
        assertThat(operator().post(path + "isJudged/calls", "{\"arguments\":[\"e-1\"]}").json().path("result").get(0)
                .asBoolean()).isTrue();

        finished(operator().post(path + "record/transactions", "{\"arguments\":[\"lab-d1\",\"e-1\",1,\"go\"]}"));
        assertThat(result(path + "count/calls", "{}")).as("an event is judged once").isEqualTo(1);
        JsonNode shown = operator().get(CHAIN + "/contracts/" + name).json();
        assertThat(shown.path("events").get(0).asString()).isEqualTo("Judged(string,string,int256,string)");
        assertThat(shown.path("address").asString()).hasSize(42);
    }

    private int result(String path, String body) {
        Answer answer = operator().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("result").get(0).asInt();
    }

    @Test
    void wrongArgumentsAreNamed() {
        String path = CHAIN + "/contracts/judgements/methods/record/transactions";
        Answer wrong = operator().post(path, "{\"arguments\":[\"a\",\"b\",\"c\",\"d\"]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("field").asString()).isEqualTo("arguments[2]");
        assertThat(operator().post(CHAIN + "/contracts/judgements/methods/nothing/transactions", "{}").code())
                .isEqualTo("NO_SUCH_METHOD");
        assertThat(operator().post(path, "{\"arguments\":[\"a\",\"b\",1,\"d\"],\"value\":\"1\"}").json().path("field")
                .asString()).isEqualTo("value");
        assertThat(operator().post(CHAIN + "/contracts/none-here/methods/x/calls", "{}").code())
                .isEqualTo("NO_SUCH_CONTRACT");
    }

    @Test
    void aContractThatIsThereIsAddedByItsAddress() throws Exception {
        String made = unique("first");
        deploy(made);
        await().until(() -> operator().get(CHAIN + "/contracts/" + made).json().has("address"));
        String address = operator().get(CHAIN + "/contracts/" + made).json().path("address").asString();
        String added = unique("second");
        Answer answer = operator().post(CHAIN + "/contracts", JSON.writeValueAsString(
                Map.of("name", added, "abi", compiled("Judgements").path("abi"), "address", address)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(result(CHAIN + "/contracts/" + added + "/methods/count/calls", "{}")).isZero();
        assertThat(operator().post(CHAIN + "/contracts", JSON.writeValueAsString(Map.of("name", unique("x"), "abi",
                compiled("Judgements").path("abi"), "address", "0x00000000000000000000000000000000000000ff")))
                .json().path("field").asString()).isEqualTo("address");
    }

    @Test
    void anotherTenantHasItsOwnContractsAndNoEther() {
        Answer answer = api().asUser("acme-admin").post(CHAIN + "/contracts/judgements/methods/record/transactions",
                "{\"arguments\":[\"a\",\"b\",1,\"d\"]}");
        assertThat(answer.code()).isEqualTo("NO_SUCH_SIGNER");
    }
}

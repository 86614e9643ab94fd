package dev.apk8s.chain.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.platform.house.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadsIT extends ChainIT {
    private static final String RECEIVER = "0x0000000000000000000000000000000000000b0b";

    private Api viewer() {
        return api().asUser("viewer");
    }

    @Test
    void theNetworkAndItsBlocks() {
        JsonNode network = viewer().get(CHAIN + "/network").json();
        assertThat(network.path("chainId").asLong()).isEqualTo(27587);
        assertThat(network.path("client").asString()).startsWith("anvil");
        String hash = network.path("headHash").asString();
        JsonNode block = viewer().get(CHAIN + "/blocks/" + hash).json();
        assertThat(block.path("number").asLong()).isEqualTo(network.path("head").asLong());
        assertThat(viewer().get(CHAIN + "/blocks/" + block.path("number").asLong()).json()).isEqualTo(block);
        await().until(() -> viewer().get("/function/last-block").json().path("number").asLong() > block.path("number")
                .asLong());
        assertThat(viewer().get(CHAIN + "/blocks/999999999").status()).isEqualTo(404);
        assertThat(viewer().get(CHAIN + "/blocks/nonsense").json().path("field").asString()).isEqualTo("block");
    }

    @Test
    void blocksComeEachSecond() {
        await().until(() -> viewer().get(CHAIN + "/network").json().path("head").asLong() > 4);
        JsonNode times = viewer().get(CHAIN + "/block-times?blocks=4").json();
        assertThat(times.path("seconds").size()).isEqualTo(3);
        assertThat(times.path("mean").asDouble()).isBetween(0.5, 5.0);
        assertThat(times.path("to").asLong() - times.path("from").asLong()).isEqualTo(3);
    }

    @Test
    void transactionReceiptAndBalance() {
        String before = viewer().get(CHAIN + "/accounts/" + RECEIVER).json().path("wei").asString();
        JsonNode sent = finished(operator().post(CHAIN + "/transactions",
                "{\"to\":\"" + RECEIVER + "\",\"value\":\"12\"}"));
        String hash = sent.path("hash").asString();
        JsonNode transaction = viewer().get(CHAIN + "/ledger/" + hash).json();
        assertThat(transaction.path("to").asString()).isEqualToIgnoringCase(RECEIVER);
        assertThat(transaction.path("value").asString()).isEqualTo("12");
        JsonNode receipt = viewer().get(CHAIN + "/ledger/" + hash + "/receipt").json();
        assertThat(receipt.path("success").asBoolean()).isTrue();
        assertThat(receipt.path("gasUsed").asLong()).isEqualTo(21_000);
        assertThat(receipt.path("blockHash")).isEqualTo(transaction.path("blockHash"));
        String after = viewer().get(CHAIN + "/accounts/" + RECEIVER).json().path("wei").asString();
        assertThat(Long.parseLong(after)).isEqualTo(Long.parseLong(before) + 12);
        assertThat(viewer().get(CHAIN + "/ledger/0x" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(viewer().get(CHAIN + "/ledger/12").json().path("field").asString()).isEqualTo("hash");
        assertThat(viewer().get(CHAIN + "/accounts/0x12").json().path("field").asString()).isEqualTo("address");
        assertThat(Long.parseLong(viewer().get(CHAIN + "/gas-prices").json().path("suggested").asString()))
                .isPositive();
    }

    @Test
    void logsComePageByPage() {
        for (int i = 0; i < 5; i++) {
            JsonNode sent = finished(operator().post(CHAIN + "/contracts/judgements/methods/record/transactions",
                    "{\"arguments\":[\"lab-d1\",\"" + unique("paged") + "\"," + i + ",\"stop\"]}"));
            assertThat(sent.path("state").asString()).isEqualTo("CONFIRMED");
        }
        String address = viewer().get(CHAIN + "/contracts/judgements").json().path("address").asString();
        JsonNode all = viewer().get(CHAIN + "/logs?limit=1000&address=" + address).json();
        assertThat(all.path("logs").size()).isGreaterThanOrEqualTo(5);
        List<JsonNode> paged = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = viewer().get(CHAIN + "/logs?limit=2&address=" + address + after).json();
            page.path("logs").forEach(paged::add);
            after = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        assertThat(paged).startsWith(all.path("logs").valueStream().toArray(JsonNode[]::new)).doesNotHaveDuplicates();
        assertThat(viewer().get(CHAIN + "/logs?after=x").json().path("field").asString()).isEqualTo("after");
    }
}

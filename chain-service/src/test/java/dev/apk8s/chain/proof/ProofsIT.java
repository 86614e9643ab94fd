package dev.apk8s.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProofsIT extends ChainIT {
    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Answer verify(byte[] file) {
        return api().asUser("viewer").send("POST", CHAIN + "/proofs/verify", "application/octet-stream", file);
    }

    @Test
    void aFileVerifiesAndOneWithOneByteChangedDoesNot() throws Exception {
        byte[] file = ("a manifest " + unique("proof")).getBytes(StandardCharsets.UTF_8);
        String hash = sha256(file);
        assertThat(verify(file).json().path("anchored").asBoolean(true)).isFalse();
        assertThat(operator().get(CHAIN + "/proofs/" + hash).code()).isEqualTo("NOT_ANCHORED");

        Answer anchored = operator().post(CHAIN + "/proofs", "{\"sha256\":\"" + hash + "\"}");
        assertThat(anchored.status()).as(anchored.text()).isEqualTo(202);
        String id = anchored.json().path("transaction").path("id").asString();
        assertThat(operator().post(CHAIN + "/proofs", "{\"sha256\":\"" + hash + "\"}").json().path("transaction")
                .path("id").asString()).isEqualTo(id);
        await().until(() -> transaction(id).path("state").asString().equals("CONFIRMED"));

        JsonNode proof = verify(file).json();
        assertThat(proof.path("anchored").asBoolean()).isTrue();
        assertThat(proof.path("size").asInt()).isEqualTo(file.length);
        assertThat(proof.path("proof").path("transaction").asString())
                .isEqualTo(transaction(id).path("hash").asString());
        assertThat(proof.path("proof").path("sender").asString())
                .isEqualTo(operator().get(CHAIN + "/signers/platform").json().path("address").asString());
        JsonNode read = operator().get(CHAIN + "/proofs/" + hash).json();
        assertThat(read.path("block").asLong()).isEqualTo(transaction(id).path("mined").path("block").asLong());
        assertThat(read.path("time").asString())
                .isEqualTo(operator().get(CHAIN + "/blocks/" + read.path("block").asLong()).json().path("time")
                        .asString());

        file[3] ^= 1;
        assertThat(verify(file).json().path("anchored").asBoolean(true)).isFalse();
    }

    /** As docs/chain.md tells it: nothing but the node and the address of the registry. */
    @Test
    void theChainAloneTellsTheSame() throws Exception {
        String hash = sha256(unique("alone").getBytes(StandardCharsets.UTF_8));
        operator().post(CHAIN + "/proofs", "{\"sha256\":\"" + hash + "\"}");
        await().until(() -> operator().get(CHAIN + "/proofs/" + hash).status() == 200);
        JsonNode proof = operator().get(CHAIN + "/proofs/" + hash).json();
        String answer = Api.at(Engines.export("anvil", "url")).post("", """
                {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"%s","data":"0xe11f8d00%s"},"latest"]}"""
                .formatted(proof.path("registry").asString(), hash)).json().path("result").asString();
        assertThat(Long.parseLong(answer.substring(2, 66), 16)).isEqualTo(proof.path("block").asLong());
        assertThat("0x" + answer.substring(2 + 128 + 24)).isEqualToIgnoringCase(proof.path("sender").asString());
    }

    @Test
    void wrongHashesAreNamed() {
        assertThat(operator().post(CHAIN + "/proofs", "{\"sha256\":\"12\"}").json().path("field").asString())
                .isEqualTo("sha256");
        assertThat(operator().post(CHAIN + "/proofs", "{}").json().path("field").asString()).isEqualTo("sha256");
        assertThat(operator().get(CHAIN + "/proofs/12").json().path("field").asString()).isEqualTo("sha256");
    }
}

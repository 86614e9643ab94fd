package dev.apk8s.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects that are anchored, with the lake's own service beside. */
class LakeProofsIT extends ChainIT {
    private static final String BUCKET = unique("proven");

    @BeforeAll
    static void bucket() {
        Engines.require("lake-service");
        Answer made = lake("admin").post("/api/v1/lake/buckets", "{\"name\":\"" + BUCKET + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static Api lake(String user) {
        return Api.at(Engines.export("lake-service", "url")).asUser(user);
    }

    private Answer anchor(String key) {
        return operator().post(CHAIN + "/proofs", "{\"bucket\":\"" + BUCKET + "\",\"key\":\"" + key + "\"}");
    }

    @Test
    void anObjectIsAnchoredByTheBytesThatTheLakeHas() throws Exception {
        String key = "reports/monday & more.txt";
        byte[] file = ("measured on Monday, " + BUCKET).getBytes(StandardCharsets.UTF_8);
        Answer put = lake("operator").send("PUT",
                "/api/v1/lake/buckets/" + BUCKET + "/objects/reports/monday%20%26%20more.txt", "text/plain", file);
        assertThat(put.status()).as(put.text()).isEqualTo(200);

        Answer anchored = anchor(key);
        assertThat(anchored.status()).as(anchored.text()).isEqualTo(202);
        assertThat(anchored.json().path("sha256").asString())
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(anchored.json().path("size").asInt()).isEqualTo(file.length);
        await().until(() -> operator()
                .send("POST", CHAIN + "/proofs/verify", "application/octet-stream", file).json().path("anchored")
                .asBoolean(false));
    }

    @Test
    void anObjectThatIsNotThereIsNotAnchored() {
        assertThat(anchor("reports/tuesday.txt").code()).isEqualTo("NOT_FOUND");
    }
}

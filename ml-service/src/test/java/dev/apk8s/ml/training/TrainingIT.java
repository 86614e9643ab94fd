package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.apk8s.ml.MlIT;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class TrainingIT extends MlIT {
    private static String source(String key) {
        return "\"source\":{\"object\":{\"bucket\":\"upload\",\"key\":\"" + key + "\"}}";
    }

    private static String inLake(String name, byte[] content) {
        String key = unique("training") + name;
        Answer kept = lake("operator").send("PUT", "/api/v1/lake/buckets/upload/objects/" + key, "text/csv", content);
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        return key;
    }

    @Test
    void theBooksExperimentGivesItsMetricsAndARegisteredModel() {
        String experiment = unique("SkLearnWineQuality");
        JsonNode run = run(experiment, "{\"algorithm\":\"elastic-net\"," + source(wineInLake())
                + ",\"target\":\"quality\",\"parameters\":{\"alpha\":0.5,\"l1_ratio\":0.5}}");
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        JsonNode result = run.get("result");
        assertThat(result.at("/metrics/rmse").asDouble()).isCloseTo(0.73126, within(1e-4));
        assertThat(result.at("/metrics/mae").asDouble()).isCloseTo(0.59026, within(1e-4));
        assertThat(result.at("/metrics/r2").asDouble()).isCloseTo(0.11294, within(1e-4));
        assertThat(result.get("rows").asInt()).isEqualTo(1599);
        JsonNode version = scientist().get("/api/v1/models/" + experiment + "/versions/1").json();
        assertThat(version.at("/origin/run")).isEqualTo(run.get("id"));
        assertThat(version.at("/origin/dataSha256")).isEqualTo(result.get("dataSha256"));
        assertThat(version.at("/signature/inputs/0/columns/10").asString()).isEqualTo("alcohol");
        assertThat(version.at("/metrics/rmse")).isEqualTo(result.at("/metrics/rmse"));
        assertThat(scientist().get("/api/v1/experiments/" + experiment + "/runs").json().get("runs")).hasSize(1);
    }

    @Test
    void anAnomalyModelTellsScoreAndAnomaly() {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("device,temp,load,hot\n");
        for (int row = 0; row < 4_000; row++) {
            boolean hot = row % 50 == 0;
            csv.append("lab-d").append(row % 2).append(',')
                    .append(hot ? 90_000 : 51_540 + (int) (500 * random.nextGaussian())).append(',')
                    .append(0.3 + 0.05 * random.nextGaussian()).append(',').append(hot ? 1 : 0).append('\n');
        }
        String model = unique("anomaly");
        JsonNode run = run(model, "{\"algorithm\":\"anomaly\","
                + source(inLake(".csv", csv.toString().getBytes(StandardCharsets.UTF_8)))
                + ",\"columns\":[\"temp\",\"load\"],\"labels\":\"hot\",\"register\":{\"stage\":\"production\"}}");
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.at("/result/metrics/precision").asDouble()).isGreaterThan(0.95);
        assertThat(run.at("/result/metrics/recall").asDouble()).isEqualTo(1);
        Answer judged = api().asUser("viewer").post("/seldon/default/" + model + "/api/v1.0/predictions",
                "{\"data\":{\"names\":[\"temp\",\"load\"],\"ndarray\":[[51540,0.3],[90000,0.3]]}}");
        JsonNode data = judged.json().get("data");
        assertThat(data.get("names").toString()).isEqualTo("[\"score\",\"anomaly\"]");
        assertThat(data.at("/ndarray/0/0").asDouble()).isLessThan(1);
        assertThat(data.at("/ndarray/0/1").asInt()).isZero();
        assertThat(data.at("/ndarray/1/0").asDouble()).isGreaterThan(1);
        assertThat(data.at("/ndarray/1/1").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"source\":{\"snapshot\":\"x\"}}|algorithm",
            "{\"algorithm\":\"elastic-net\"}|source",
            "{\"algorithm\":\"forest\",\"source\":{\"snapshot\":\"x\"}}|algorithm",
            "{\"algorithm\":\"elastic-net\",\"source\":{\"snapshot\":\"x\"}}|target",
            "{\"algorithm\":\"anomaly\",\"source\":{}}|source",
            "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"x\",\"statement\":\"SELECT 1\"}}|source",
            "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"x\"},\"parameters\":{\"alpha\":1}}|parameters.alpha",
            "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"x\"},\"parameters\":{\"clusters\":0}}|parameters.clusters",
            "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"x\"},\"columns\":[\"a\",\"a\"]}|columns",
            "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"x\"},\"test\":1}|test"})
    void aRequestThatCannotBeDoneIsRefusedWithItsField(String request, String field) {
        Answer answer = scientist().post("/api/v1/experiments/checked/runs", request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains(field);
    }

    @Test
    void aRunThatFailsSaysWhy() {
        JsonNode missing = run(unique("failing"), "{\"algorithm\":\"anomaly\"," + source("nothing.csv") + "}");
        assertThat(missing.get("state").asString()).isEqualTo("failed");
        assertThat(missing.at("/failure/code").asString()).isEqualTo("NOT_FOUND");
        JsonNode text = run(unique("failing"), "{\"algorithm\":\"anomaly\","
                + source(inLake(".csv", "device,temp\nlab-d1,1\n".getBytes(StandardCharsets.UTF_8))) + "}");
        assertThat(text.at("/failure/code").asString()).isEqualTo("DATA_INVALID");
        assertThat(text.at("/failure/detail").asString()).contains("Row 1, column 'device': is no number");
        JsonNode parquet = run(unique("failing"), "{\"algorithm\":\"anomaly\","
                + source(inLake(".parquet", new byte[100])) + "}");
        assertThat(parquet.at("/failure/code").asString()).isEqualTo("DATA_INVALID");
        JsonNode zipped = run(unique("failing"), "{\"algorithm\":\"anomaly\","
                + source(inLake(".csv.gz", "temp\n1\n2\n".getBytes(StandardCharsets.UTF_8))) + "}");
        assertThat(zipped.at("/failure/code").asString()).isEqualTo("DATA_INVALID");
    }

    @Test
    void whatTheCallerMayNotReadIsNotTrainedOn() {
        String key = wineInLake();
        Answer taken = api().asUser("acme-admin").post("/api/v1/experiments/" + unique("foreign") + "/runs",
                "{\"algorithm\":\"elastic-net\"," + source(key) + ",\"target\":\"quality\"}");
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        String path = taken.header("Location");
        JsonNode run = Awaitility.await().atMost(Duration.ofSeconds(60)).until(
                () -> api().asUser("acme-admin").get(path).json(),
                found -> found.get("state").asString().equals("failed"));
        assertThat(run.at("/failure/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(api().asUser("admin").get(path).status()).isEqualTo(404);
    }

    @Test
    void aRunThatIsOverIsNotCancelled() {
        String experiment = unique("over");
        JsonNode run = run(experiment, "{\"algorithm\":\"anomaly\"," + source("nothing.csv") + "}");
        Answer answer = scientist().delete("/api/v1/experiments/" + experiment + "/runs/" + run.get("id").asString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").asString()).isEqualTo("failed");
    }

    @Test
    void runsThatWaitAreCancelledAndMoreThanMayWaitAreRefused() {
        String experiment = unique("waiting");
        String request = "{\"algorithm\":\"anomaly\"," + source(wineInLake()) + ",\"columns\":[\"alcohol\"]}";
        List<String> taken = new ArrayList<>();
        Answer answer = post(experiment, request);
        for (int index = 0; index < 200 && answer.status() == 202; index++) {
            taken.add(answer.header("Location"));
            answer = post(experiment, request);
        }
        assertThat(taken).hasSizeLessThan(200);
        assertThat(answer.code()).isEqualTo("TRAINING_QUEUE_FULL");
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        JsonNode cancelled = scientist().delete(taken.getLast()).json();
        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        taken.forEach(run -> scientist().delete(run));
        assertThat(scientist().get(taken.getLast()).json().get("state").asString()).isEqualTo("cancelled");
    }

    @Test
    void aRunThatGoesOnIsCancelledAndRegistersNothing() {
        String experiment = unique("stopped");
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("a,b,c,d,e\n");
        for (int row = 0; row < 100_000; row++) {
            for (int column = 0; column < 5; column++) {
                csv.append(random.nextInt(10_000)).append(column < 4 ? ',' : '\n');
            }
        }
        Answer taken = post(experiment, "{\"algorithm\":\"anomaly\","
                + source(inLake(".csv", csv.toString().getBytes(StandardCharsets.UTF_8)))
                + ",\"parameters\":{\"clusters\":8}}");
        String path = taken.header("Location");
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> scientist().get(path).json().get("state").asString().equals("running"));
        assertThat(scientist().delete(path).json().get("state").asString()).isEqualTo("cancelled");
        // One thread computes all runs of a replica: when the next one is over, this one is gone.
        run(unique("after"), "{\"algorithm\":\"anomaly\"," + source("nothing.csv") + "}");
        assertThat(scientist().get(path).json().get("state").asString()).isEqualTo("cancelled");
        assertThat(scientist().get("/api/v1/models/" + experiment).status()).isEqualTo(404);
    }

    private Answer post(String experiment, String request) {
        return scientist().post("/api/v1/experiments/" + experiment + "/runs", request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void rowsMayBeASnapshot(String format) {
        String device = unique("snap");
        Instant from = Instant.now().minusSeconds(1);
        topics.ensure("sensor", 1, Duration.ofDays(1)).join();
        for (int reading = 0; reading < 300; reading++) {
            publisher.publish("sensor", new Event(device + "-" + reading, "/devices/" + device, "dev.apk8s.reading",
                    Instant.now(), null, "default", device,
                    ("{\"device\":\"" + device + "\",\"temp\":" + (51_540 + reading) + ",\"load\":0.3}")
                            .getBytes(StandardCharsets.UTF_8)))
                    .join();
        }
        Answer asked = lake("scientist").post("/api/v1/lake/snapshots", "{\"stream\":\"sensor\",\"from\":\"" + from
                + "\",\"format\":\"" + format + "\",\"bucket\":\"exports\",\"columns\":[\"temp\",\"load\"]}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String snapshot = asked.json().get("id").asString();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lake("viewer")
                .get("/api/v1/lake/snapshots/" + snapshot).json().get("state").asString().equals("done"));
        JsonNode run = run(unique("snapshot"), "{\"algorithm\":\"anomaly\",\"source\":{\"snapshot\":\"" + snapshot
                + "\"},\"columns\":[\"temp\",\"load\"]}");
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.at("/result/rows").asInt()).isGreaterThanOrEqualTo(300);
        JsonNode version = scientist().get("/api/v1/models/" + run.get("experiment").asString() + "/versions/1")
                .json();
        assertThat(version.at("/origin/snapshot").asString()).isEqualTo(snapshot);
    }

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private Topics topics;
}

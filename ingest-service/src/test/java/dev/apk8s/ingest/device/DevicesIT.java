package dev.apk8s.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DevicesIT extends IngestIT {
    private static final String READING = "{\"device\":\"lab-d1\",\"temp\":51540,\"load\":0.37}";

    private final Api operator = api().asUser("operator");
    private final Api viewer = api().asUser("viewer");

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        String id = unique("once");
        Answer registered = operator.post("/api/v1/devices",
                "{\"id\":\"" + id + "\",\"attributes\":{\"room\":\"lab 1\"}}");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("location")).isEqualTo("/api/v1/devices/" + id);
        assertThat(registered.header("etag")).matches("\"\\d+\"");
        String secret = registered.json().get("secret").asString();
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        Answer read = viewer.get("/api/v1/devices/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).doesNotContain(secret).doesNotContain("secret").doesNotContain("hash");
        assertThat(read.json().at("/attributes/room").asString()).isEqualTo("lab 1");
        assertThat(viewer.get("/api/v1/devices?limit=500").text()).doesNotContain(secret).doesNotContain("hash");
    }

    @Test
    void anIdIsMadeIfNoneIsGiven() {
        Answer registered = operator.post("/api/v1/devices", "{}");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.json().get("id").asString()).matches("[0-9a-f-]{36}");
    }

    @Test
    void badFieldsAreNamed() {
        record Case(String body, int status, String code, String field) {}
        List<Case> cases = List.of(new Case("{\"id\":\"a/b\"}", 400, "INVALID_FIELD", "id"),
                new Case("{\"id\":\"apk8s-x\"}", 400, "INVALID_FIELD", "id"),
                new Case("{\"id\":\"" + "x".repeat(65) + "\"}", 400, "INVALID_FIELD", "id"),
                new Case("{\"colour\":1}", 400, "INVALID_FIELD", "colour"),
                new Case("{\"attributes\":{\"1\":\"x\"}}", 400, "INVALID_FIELD", "attributes"),
                new Case("{\"attributes\":{\"a\":\"" + "x".repeat(257) + "\"}}", 400, "INVALID_FIELD",
                        "attributes.a"),
                new Case("{\"attributes\":{" + String.join(",",
                        IntStream.range(0, 17).mapToObj(number -> "\"a" + number + "\":\"\"").toList()) + "}}", 400,
                        "INVALID_FIELD", "attributes"),
                new Case("{\"id\":", 400, "MALFORMED_JSON", ""));
        for (Case one : cases) {
            Answer answer = operator.post("/api/v1/devices", one.body());
            assertThat(answer.status()).as(answer.text()).isEqualTo(one.status());
            assertThat(answer.code()).as(one.body()).isEqualTo(one.code());
            assertThat(answer.json().path("field").asString("")).isEqualTo(one.field());
        }
    }

    @Test
    void anIdIsUniqueOverTheInstallation() {
        TestDevice device = TestDevice.register(operator, unique("twin"));
        for (String user : List.of("operator", "acme-admin")) {
            Answer again = api().asUser(user).post("/api/v1/devices", "{\"id\":\"" + device.id() + "\"}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.code()).isEqualTo("DEVICE_EXISTS");
        }
    }

    @Test
    void anotherTenantsDeviceIsNotThere() {
        TestDevice device = TestDevice.register(operator, unique("ours"));
        Api stranger = api().asUser("acme-admin");
        String path = device.path();
        List<Answer> answers = List.of(stranger.get(path), stranger.delete(path), stranger.post(path + "/disable", ""),
                stranger.post(path + "/enable", ""), stranger.post(path + "/rotate", ""),
                stranger.send("PATCH", path, "application/json",
                        "{\"attributes\":{}}".getBytes(StandardCharsets.UTF_8)),
                stranger.post(path + "/commands", "{\"name\":\"x\"}"), stranger.get(path + "/commands"),
                stranger.get(path + "/commands/x"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("NO_SUCH_DEVICE");
        });
        assertThat(stranger.get("/api/v1/devices?limit=500").text()).doesNotContain(device.id());
    }

    @Test
    void aViewerReadsAndADeviceDoesNeither() {
        TestDevice device = TestDevice.register(operator, unique("role"));
        assertThat(viewer.post("/api/v1/devices", "{}").status()).isEqualTo(403);
        assertThat(viewer.post(device.path() + "/rotate", "").status()).isEqualTo(403);
        assertThat(viewer.get(device.path()).status()).isEqualTo(200);
        Api asDevice = api().asDevice(device.id(), device.secret());
        assertThat(asDevice.get(device.path()).status()).isEqualTo(403);
        assertThat(asDevice.post(device.path() + "/rotate", "").status()).isEqualTo(403);
        assertThat(api().get(device.path()).status()).isEqualTo(401);
    }

    @Test
    void devicesAreListedPageByPageAndFound() {
        String prefix = unique("page");
        for (int number = 0; number < 5; number++) {
            assertThat(operator.post("/api/v1/devices", """
                    {"id":"%s-%d","attributes":{"batch":"%s","even":"%s"}}""".formatted(prefix, number, prefix,
                    number % 2 == 0)).status()).isEqualTo(201);
        }
        assertThat(operator.post("/api/v1/devices/" + prefix + "-2/disable", "").status()).isEqualTo(200);
        String all = "/api/v1/devices?limit=2&attribute=batch:" + prefix;
        Answer first = viewer.get(all);
        assertThat(ids(first)).containsExactly(prefix + "-0", prefix + "-1");
        Answer second = viewer.get(all + "&after=" + first.json().get("next").asString());
        assertThat(ids(second)).containsExactly(prefix + "-2", prefix + "-3");
        Answer third = viewer.get(all + "&after=" + second.json().get("next").asString());
        assertThat(ids(third)).containsExactly(prefix + "-4");
        assertThat(third.json().has("next")).isFalse();
        assertThat(ids(viewer.get("/api/v1/devices?enabled=true&attribute=even:true&attribute=batch:" + prefix)))
                .containsExactly(prefix + "-0", prefix + "-4");
        assertThat(viewer.get("/api/v1/devices?limit=501").status()).isEqualTo(400);
        assertThat(viewer.get("/api/v1/devices?attribute=room").code()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void aChangeOfWhatWasChangedSinceIsRefused() {
        TestDevice device = TestDevice.register(operator, unique("etag"));
        String read = viewer.get(device.path()).header("etag");
        byte[] patch = "{\"attributes\":{\"room\":\"a\",\"floor\":2}}".getBytes(StandardCharsets.UTF_8);
        Answer changed = operator.with("If-Match", read).send("PATCH", device.path(), "application/json", patch);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().at("/attributes/floor").asString()).isEqualTo("2");
        assertThat(changed.header("etag")).isNotEqualTo(read);
        Answer late = operator.with("If-Match", read).post(device.path() + "/disable", "");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("DEVICE_CHANGED");
        Answer removed = operator.send("PATCH", device.path(), "application/json",
                "{\"attributes\":{\"floor\":null}}".getBytes(StandardCharsets.UTF_8));
        assertThat(removed.json().get("attributes")).hasToString("{\"room\":\"a\"}");
        assertThat(operator.with("If-Match", "x").delete(device.path()).code()).isEqualTo("INVALID_FIELD");
        Answer deleted = operator.with("If-Match", removed.header("etag")).delete(device.path());
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(viewer.get(device.path()).status()).isEqualTo(404);
    }

    @Test
    void theSecretOpensHttpUntilTheDeviceIsDisabled() {
        TestDevice device = TestDevice.register(operator, unique("basic"));
        Api asDevice = api().asDevice(device.id(), device.secret());
        assertThat(asDevice.post("/api/v1/streams/sensor/events", READING).status()).isEqualTo(202);
        assertThat(api().asDevice(device.id(), "wrong").post("/api/v1/streams/sensor/events", READING).status())
                .isEqualTo(401);
        assertThat(operator.post(device.path() + "/disable", "").json().get("enabled").asBoolean()).isFalse();
        assertThat(asDevice.post("/api/v1/streams/sensor/events", READING).status()).isEqualTo(401);
        assertThat(operator.post(device.path() + "/enable", "").json().get("enabled").asBoolean()).isTrue();
        assertThat(asDevice.post("/api/v1/streams/sensor/events", READING).status()).isEqualTo(202);
    }

    @Test
    void manyWrongSecretsAreAnsweredSlowDownAndTheRightOneAllTheSame() {
        TestDevice device = TestDevice.register(operator, unique("guess"));
        Api guessing = api().asDevice(device.id(), "wrong");
        List<Integer> answers = IntStream.range(0, 105)
                .mapToObj(_ -> guessing.post("/api/v1/streams/sensor/events", READING).status()).toList();
        assertThat(answers.subList(0, 100)).containsOnly(401);
        assertThat(answers.subList(100, 105)).containsOnly(429);
        Answer slow = guessing.post("/api/v1/streams/sensor/events", READING);
        assertThat(slow.code()).isEqualTo("TOO_MANY_WRONG_SECRETS");
        assertThat(slow.header("retry-after")).isEqualTo("60");
        assertThat(api().asDevice(device.id(), device.secret()).post("/api/v1/streams/sensor/events", READING)
                .status()).isEqualTo(202);
    }

    @Test
    void aRotatedSecretCountsForTheGracePeriodOnly() {
        TestDevice device = TestDevice.register(operator, unique("rotate"));
        Answer graceful = operator.post(device.path() + "/rotate", "{\"grace\":\"PT1H\"}");
        assertThat(graceful.status()).isEqualTo(200);
        assertThat(Instant.parse(graceful.json().get("formerSecretUntil").asString()))
                .isAfter(Instant.now().plusSeconds(3_500));
        String second = graceful.json().get("secret").asString();
        assertThat(send(device.id(), device.secret())).isEqualTo(202);
        assertThat(send(device.id(), second)).isEqualTo(202);
        Answer atOnce = operator.post(device.path() + "/rotate", "");
        String third = atOnce.json().get("secret").asString();
        assertThat(atOnce.json().get("cutOff").asBoolean()).isTrue();
        assertThat(send(device.id(), device.secret())).isEqualTo(401);
        assertThat(send(device.id(), second)).isEqualTo(401);
        assertThat(send(device.id(), third)).isEqualTo(202);
        assertThat(operator.post(device.path() + "/rotate", "{\"grace\":\"P8D\"}").code()).isEqualTo("INVALID_FIELD");
    }

    private static int send(String device, String secret) {
        return api().asDevice(device, secret).post("/api/v1/streams/sensor/events", READING).status();
    }

    private static List<String> ids(Answer page) {
        return page.json().get("devices").valueStream().map(device -> device.get("id").asString()).toList();
    }
}

package dev.apk8s.ingest.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.Targets;
import dev.apk8s.ingest.Targets.Asked;
import dev.apk8s.ingest.Targets.Told;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Two flows of an installation, one that works and one that was paused: while what runs them is killed, and after. */
final class FlowsUnderWay {
    private static final Logger log = LoggerFactory.getLogger(FlowsUnderWay.class);
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final int EVENTS = 600;

    private final Api admin;
    private final String name = "killed-" + Long.toString(System.nanoTime(), 36);
    private final String device = name + "-actor";
    private final String transactions = "/api/v1/chain/contracts/" + name + "/methods/record/transactions";
    private final TestStream source;
    private final TestStream target;
    private final Resting resting;

    FlowsUnderWay(Installation installation) {
        admin = installation.api().asUser("admin");
        installation.register(device);
        resting = Resting.begin(admin, name + "-rests");
        source = TestStream.declare(admin, name + "-source", 3);
        target = TestStream.declare(admin, name + "-target", 3);
        Targets.on(transactions, _ -> new Told(202, "application/json", "{\"state\":\"accepted\"}"));
        declareAndStart(admin, name, source, """
                {"window":{"value":"event.n","over":"PT1H","into":"/window"}},
                {"call":{"contract":"%s","method":"record","input":"[event.n]","into":"/transaction"}},
                {"publish":"%s"},
                {"filter":"event.n >= %d.0"},
                {"command":{"device":"'%s'","name":"cool","payload":"event.n","expiresIn":"PT1H"}}"""
                .formatted(name, target.name(), EVENTS - 50, device));
    }

    /** Returns when they are in the midst of it. */
    void begin() {
        send(source, 0, EVENTS / 2);
        await().atMost(RECOVERY).until(() -> Targets.asked(transactions).size() > EVENTS / 6);
    }

    /** Lets them do the rest, and counts what they did. */
    void finish() {
        resting.goOn(admin);
        send(source, EVENTS / 2, EVENTS);
        await().atMost(RECOVERY).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(target.count()).isGreaterThanOrEqualTo(EVENTS));
        await().atMost(RECOVERY).until(() -> commands().size() >= 50);

        List<Asked> asked = Targets.asked(transactions);
        Set<String> keys = asked.stream().map(one -> one.header("Idempotency-Key")).collect(Collectors.toSet());
        Set<String> bodies = asked.stream().map(Asked::body).collect(Collectors.toSet());
        log.info("{} calls for {} events, with {} keys", asked.size(), EVENTS, keys.size());
        assertThat(bodies).hasSize(EVENTS);
        assertThat(keys).as("one key for each event, however often it was called").hasSize(EVENTS);
        assertThat(target.count()).isEqualTo(EVENTS);
        assertThat(commands()).hasSize(50);
        JsonNode last = target.found("q", "n:" + (EVENTS - 1)).path("hits").path(0).path("data").path("window");
        assertThat(last.path("count").asInt()).as("the window was rebuilt from the log").isEqualTo(EVENTS);
        assertThat(last.path("mean").asDouble()).isEqualTo((EVENTS - 1) / 2.0);
    }

    private JsonNode commands() {
        return admin.get("/api/v1/devices/" + device + "/commands?limit=500").json().path("commands");
    }

    /** A flow that was paused, with ten events behind it and ten that wait. */
    private record Resting(String name, TestStream source, TestStream target) {
        static Resting begin(Api admin, String name) {
            TestStream source = TestStream.declare(admin, name + "-source", 1);
            TestStream target = TestStream.declare(admin, name + "-target", 1);
            declareAndStart(admin, name, source, "{\"publish\":\"" + target.name() + "\"}");
            send(source, 0, 10);
            target.awaitCount(10);
            assertThat(admin.post("/api/v1/flows/" + name + "/pause", "").status()).isEqualTo(200);
            send(source, 10, 20);
            return new Resting(name, source, target);
        }

        void goOn(Api admin) {
            assertThat(admin.get("/api/v1/flows/" + name).json().path("running").asBoolean(true)).isFalse();
            assertThat(target.count()).isEqualTo(10);
            assertThat(admin.post("/api/v1/flows/" + name + "/start", "{}").status()).isEqualTo(200);
            target.awaitCount(20);
        }
    }

    private static void declareAndStart(Api as, String name, TestStream source, String steps) {
        Answer declared = as.post("/api/v1/flows",
                "{\"name\":\"" + name + "\",\"source\":\"" + source.name() + "\",\"steps\":[" + steps + "]}");
        assertThat(declared.status()).as(declared.text()).isEqualTo(201);
        Answer started = as.post("/api/v1/flows/" + name + "/start", "{}");
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    private static void send(TestStream source, int from, int to) {
        source.send(IntStream.range(from, to).mapToObj(number -> "{\"n\":" + number + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }
}

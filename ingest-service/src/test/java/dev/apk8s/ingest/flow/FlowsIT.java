package dev.apk8s.ingest.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.Targets;
import dev.apk8s.ingest.Targets.Asked;
import dev.apk8s.ingest.Targets.Told;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Flows on the real log; what they call is stood in for by the test where it is not of this module. */
class FlowsIT extends IngestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Api admin = api().asUser("admin");
    private final Api operator = api().asUser("operator");

    @Test
    void anEventGoesThroughFilterTransformAndWindowToAnotherStream() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        try (TestFlow flow = TestFlow.declare(operator, unique("steps"), source.name(), """
                {"filter":"event.temp > 10"},
                {"transform":[{"operation":"modify-overwrite-beta","spec":{"of":"@(1,apk8s.id)"}}]},
                {"window":{"value":"event.temp","over":"PT1H","into":"/window"}},
                {"publish":"%s"}""".formatted(target.name())).start()) {
            source.sendCloudEvents(IntStream.range(0, 40).mapToObj(number -> cloudEvent(number, number)).toList());
            target.awaitCount(29);
            JsonNode last = target.found("q", "of:e39").path("hits").path(0);
            assertThat(last.path("data").path("window").path("count").asInt()).isEqualTo(29);
            assertThat(last.path("data").path("window").path("mean").asDouble()).isEqualTo(25);
            assertThat(last.path("source").asString()).isEqualTo("/flows/" + flow.name());
            assertThat(flow.count(0, "dropped")).isEqualTo(11);
            assertThat(flow.count(0, "passed")).isEqualTo(29);
            assertThat(flow.count(3, "passed")).isEqualTo(29);
            assertThat(flow.status().path("steps").path(3).path("step").asString()).isEqualTo("steps[3].publish");
            assertThat(flow.status().path("steps").path(3).path("meanMillis").asDouble()).isPositive();
            flow.awaitCaughtUp();
        }
    }

    @Test
    void whatAFlowPublishesHasAnIdThatFollowsFromTheEventSoThatAReplayIsTheSameDocument() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String began = Instant.now().toString();
        try (TestFlow flow = TestFlow.declare(operator, unique("again"), source.name(),
                "{\"publish\":\"" + target.name() + "\"}").start()) {
            source.sendCloudEvents(IntStream.range(0, 20).mapToObj(number -> cloudEvent(number, 1)).toList());
            target.awaitCount(20);
            List<String> ids = ids(target);
            flow.replay(began);
            flow.awaitCount(0, "passed", 40);
            source.send("{\"last\":true}");
            target.awaitCount(21);
            assertThat(ids(target)).containsAll(ids);
            flow.replay("2030-01-01");
            source.send("{\"last\":true}");
            target.awaitCount(22);
            assertThat(flow.count(0, "passed")).isEqualTo(42);
        }
    }

    @Test
    void aPausedFlowGoesOnWhereItWas() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        try (TestFlow flow = TestFlow.declare(operator, unique("paused"), source.name(),
                "{\"publish\":\"" + target.name() + "\"}")) {
            source.send("{\"before\":\"it ever ran\"}");
            flow.start();
            source.send("{\"n\":1}");
            target.awaitCount(1);
            flow.awaitCaughtUp();
            flow.pause();
            source.send("[{\"n\":2},{\"n\":3}]");
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> target.count() == 1);
            assertThat(flow.status().path("lagEvents").asLong()).isEqualTo(2);
            flow.start();
            target.awaitCount(3);
        }
    }

    @Test
    void aFlowCanBeginWithWhatTheLogHasAlready() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        source.send("[{\"n\":1},{\"n\":2}]");
        try (TestFlow _ = TestFlow.declare(operator, unique("earliest"), source.name(),
                "{\"publish\":\"" + target.name() + "\"}").startFrom("earliest")) {
            target.awaitCount(2);
        }
    }

    @Test
    void aNewVersionTakesOverWhereTheFormerIsAndTheFormerIsRemembered() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String name = unique("versioned");
        String first = "{\"publish\":{\"stream\":\"" + target.name() + "\",\"event\":\"{'of': 1}\"}}";
        String second = first.replace("'of': 1", "'of': 2");
        try (TestFlow flow = TestFlow.declare(operator, name, source.name(), first).start()) {
            source.send("{}");
            target.awaitCount(1);
            flow.awaitCaughtUp();
            Answer same = operator.post("/api/v1/flows", TestFlow.json(name, source.name(), first));
            assertThat(same.status()).isEqualTo(200);
            assertThat(same.json().path("version").asInt()).isEqualTo(1);
            Answer other = operator.post("/api/v1/flows", TestFlow.json(name, source.name(), second));
            assertThat(other.json().path("version").asInt()).isEqualTo(2);
            assertThat(other.json().path("running").asBoolean()).isTrue();
            await().atMost(PATIENCE).until(() -> flow.status().path("instanceVersion").asInt() == 2);
            source.send("{}");
            target.awaitCount(2);
            assertThat(target.found("q", "of:1").path("total").path("value").asInt()).isEqualTo(1);
            assertThat(target.found("q", "of:2").path("total").path("value").asInt()).isEqualTo(1);
            JsonNode versions = operator.get(flow.path() + "/versions").json();
            assertThat(versions.valueStream().map(version -> version.path("version").asInt())).containsExactly(2, 1);
        }
    }

    @Test
    void yamlIsReadAsJsonIs() {
        TestStream source = stream("source");
        String name = unique("yaml");
        Answer answer = operator.send("POST", "/api/v1/flows", "application/yaml", """
                name: %s
                source: %s
                steps:
                  - filter: event.temp > 50000
                  - command: {device: "'d'", name: cool}
                """.formatted(name, source.name()).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("definition").path("steps").path(1).path("command").path("name").asString())
                .isEqualTo("cool");
        Answer broken = operator.send("POST", "/api/v1/flows", "application/yaml",
                "name: [x\n".getBytes(StandardCharsets.UTF_8));
        assertThat(broken.code()).isEqualTo("FLOW_NOT_READABLE");
        assertThat(broken.json().path("line").asInt()).isPositive();
    }

    @Test
    void whatIsWrongIsNamedWithItsStep() {
        TestStream source = stream("source");
        assertField(source.name(), "{\"publish\":\"nowhere\"}", 400, "steps[0].publish.stream");
        assertField(source.name(), "{\"filter\":\"true\"},{\"call\":{\"function\":\"none\"}}", 400,
                "steps[1].call.function");
        assertField(source.name(), "{\"publish\":\"commands\"}", 403, "steps[0].publish.stream");
        assertField("nothing", "{\"filter\":\"true\"}", 400, "source");
    }

    @Test
    void aLoopOfFlowsIsFoundAndRefused() {
        TestStream a = stream("a");
        TestStream b = stream("b");
        TestStream c = stream("c");
        Answer self = operator.post("/api/v1/flows",
                TestFlow.json(unique("loop"), a.name(), "{\"publish\":\"" + a.name() + "\"}"));
        assertThat(self.status()).isEqualTo(409);
        assertThat(self.code()).isEqualTo("FLOW_LOOP");
        try (TestFlow _ = TestFlow.declare(operator, unique("loop"), a.name(), "{\"publish\":\"" + b.name() + "\"}");
                TestFlow _ = TestFlow.declare(operator, unique("loop"), b.name(),
                        "{\"publish\":\"" + c.name() + "\"}")) {
            Answer closing = operator.post("/api/v1/flows",
                    TestFlow.json(unique("loop"), c.name(), "{\"publish\":\"" + a.name() + "\"}"));
            assertThat(closing.code()).isEqualTo("FLOW_LOOP");
            assertThat(closing.json().path("path").valueStream().map(JsonNode::asString)).containsExactly(c.name(),
                    a.name(), b.name(), c.name());
        }
        Answer commands = operator.post("/api/v1/flows", TestFlow.json(unique("loop"), "commands",
                "{\"command\":{\"device\":\"'d'\",\"name\":\"x\"}}"));
        assertThat(commands.code()).isEqualTo("FLOW_LOOP");
    }

    @Test
    void callsReachEachTargetAsTheTenantWithAKeyOfTheirOwn() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String model = unique("model");
        String contract = unique("contract");
        String function = unique("function");
        Targets.on("/seldon/default/" + model + "/api/v1.0/predictions",
                _ -> Told.json("{\"data\":{\"names\":[\"score\",\"anomaly\"],\"ndarray\":[[0.75,1.0]]},\"meta\":{}}"));
        Targets.on("/seldon/default/" + model + "-plain/api/v1.0/predictions",
                _ -> Told.json("{\"data\":{\"names\":[],\"ndarray\":[5.703684]},\"meta\":{}}"));
        String transactions = "/api/v1/chain/contracts/" + contract + "/methods/record/transactions";
        Targets.on(transactions, _ -> new Told(202, "application/json", "{\"id\":\"t1\",\"state\":\"accepted\"}"));
        Targets.on("/api/v1/warehouse/queries/results", _ -> Told.json(
                "{\"query\":\"q\",\"columns\":[{\"name\":\"limit\",\"type\":\"double\"}],\"rows\":[[55.5]],\"rowCount\":1,\"truncated\":false}"));
        Targets.on("/" + function, _ -> Told.json("{\"room\":\"lab 1\"}"));
        admin.send("PUT", "/api/v1/functions/" + function, "application/json",
                ("{\"url\":\"" + Targets.url() + "/" + function + "\"}").getBytes(StandardCharsets.UTF_8));
        try (TestFlow _ = TestFlow.declare(operator, unique("calls"), source.name(),
                """
                        {"call":{"prediction":"%s","names":["temp"],"input":"[event.temp]","into":"/judged"}},
                        {"filter":"event.judged.anomaly == 1.0"},
                        {"call":{"prediction":"%s-plain","input":"[event.temp]","into":"/quality"}},
                        {"call":{"query":"SELECT limit FROM limits WHERE device = ?","input":"[meta.source]","into":"/rows"}},
                        {"call":{"function":"%s","into":"/place"}},
                        {"call":{"contract":"%s","method":"record","signer":"s","input":"[meta.id, int(event.judged.score * 1000.0)]","into":"/tx"}},
                        {"publish":"%s"}"""
                        .formatted(model, model, function, contract, target.name()))
                .start()) {
            source.sendCloudEvents(List.of(cloudEvent(7, 42)));
            target.awaitCount(1);
            JsonNode data = target.found().path("hits").path(0).path("data");
            assertThat(data.path("judged").path("score").asDouble()).isEqualTo(0.75);
            assertThat(data.path("quality").path("value").asDouble()).isEqualTo(5.703684);
            assertThat(data.path("rows").path(0).path("limit").asDouble()).isEqualTo(55.5);
            assertThat(data.path("place").path("room").asString()).isEqualTo("lab 1");
            assertThat(data.path("tx").path("id").asString()).isEqualTo("t1");
        }
        Asked prediction = Targets.asked("/seldon/default/" + model + "/api/v1.0/predictions").getFirst();
        assertThat(prediction.body()).isEqualTo("{\"data\":{\"names\":[\"temp\"],\"ndarray\":[[42]]}}");
        assertThat(Targets.asked("/api/v1/warehouse/queries/results")).extracting(Asked::body).contains(
                "{\"sql\":\"SELECT limit FROM limits WHERE device = ?\",\"maxRows\":1,\"timeout\":\"PT20S\",\"parameters\":[\"/users/admin/m\"]}");
        Asked transaction = Targets.asked(transactions).getFirst();
        assertThat(transaction.body()).isEqualTo("{\"signer\":\"s\",\"arguments\":[\"e7\",750]}");
        assertThat(transaction.header("Apk8s-Tenant")).isEqualTo("default");
        assertThat(transaction.header("Authorization")).startsWith("Bearer ");
        assertThat(transaction.header("Idempotency-Key")).hasSize(36)
                .isNotEqualTo(prediction.header("Idempotency-Key"));
        assertThat(Targets.asked("/" + function).getFirst().header("Authorization")).isEmpty();
        assertThat(traceId(transaction)).isNotEmpty().isEqualTo(traceId(prediction));
    }

    @Test
    void aCommandIsSentOnceForAnEventHoweverOftenItIsReplayed() {
        String device = unique("actor");
        assertThat(operator.post("/api/v1/devices", "{\"id\":\"" + device + "\"}").status()).isEqualTo(201);
        TestStream source = stream("source");
        String began = Instant.now().toString();
        try (TestFlow flow = TestFlow.declare(operator, unique("commands"), source.name(), """
                {"command":{"device":"event.actor","name":"cool","payload":"{'by': event.temp}","expiresIn":"PT5M"}}""")
                .start()) {
            source.send("[{\"actor\":\"" + device + "\",\"temp\":5},{\"actor\":\"nobody-here\",\"temp\":6}]");
            await().atMost(PATIENCE).until(() -> commands(device).size() == 1);
            flow.awaitCount(0, "failed", 1);
            flow.replay(began);
            flow.awaitCount(0, "failed", 2);
            assertThat(commands(device)).hasSize(1);
            assertThat(commands(device).path(0).path("name").asString()).isEqualTo("cool");
            assertThat(commands(device).path(0).path("sender").asString()).isEqualTo("flows/" + flow.name());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aTargetThatIsAwayIsWaitedForAndNothingIsGivenUp() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String function = unique("away");
        AtomicBoolean there = new AtomicBoolean(true);
        Targets.on("/" + function, _ -> there.get() ? Told.json("{\"ok\":true}") : Told.status(503));
        admin.send("PUT", "/api/v1/functions/" + function, "application/json",
                ("{\"url\":\"" + Targets.url() + "/" + function + "\",\"retries\":0}")
                        .getBytes(StandardCharsets.UTF_8));
        try (TestFlow flow = TestFlow.declare(operator, unique("away"), source.name(),
                "{\"call\":{\"function\":\"%s\",\"into\":\"/said\"}},{\"publish\":\"%s\"}".formatted(function,
                        target.name()))
                .start()) {
            source.send("{\"n\":0}");
            target.awaitCount(1);
            there.set(false);
            Instant back = Instant.now().plusSeconds(30);
            source.sendCloudEvents(IntStream.range(1, 101).mapToObj(number -> cloudEvent(number, 1)).toList());
            await().atMost(PATIENCE)
                    .until(() -> flow.status().path("waiting").path("step").asString("").equals("steps[0].call"));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(back));
            assertThat(target.count()).isEqualTo(1);
            there.set(true);
            target.awaitCount(101);
            flow.awaitCaughtUp();
            assertThat(flow.status().has("waiting")).isFalse();
            assertThat(deadLetters(flow)).isEmpty();
        }
    }

    @Test
    void whatFailsIsADeadLetterWithItsStepAndCanBeReplayed() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String function = unique("choosy");
        AtomicInteger refusals = new AtomicInteger();
        Targets.on("/" + function, asked -> asked.body().contains("bad") && refusals.getAndIncrement() < 1
                ? Told.status(422)
                : Told.json("{\"ok\":true}"));
        admin.send("PUT", "/api/v1/functions/" + function, "application/json",
                ("{\"url\":\"" + Targets.url() + "/" + function + "\",\"retries\":0}")
                        .getBytes(StandardCharsets.UTF_8));
        try (TestFlow flow = TestFlow.declare(operator, unique("dead"), source.name(),
                "{\"filter\":\"true\"},{\"call\":{\"function\":\"%s\",\"into\":\"/said\"}},{\"publish\":\"%s\"}"
                        .formatted(function, target.name()))
                .start()) {
            source.send("[{\"n\":\"good\"},{\"n\":\"bad\"},{\"n\":\"good\"}]");
            target.awaitCount(2);
            JsonNode letter = awaitDeadLetter(flow);
            assertThat(letter.path("code").asString()).isEqualTo("FUNCTION_FAILED");
            assertThat(letter.path("reason").asString()).startsWith("steps[1].call: ");
            Answer replayed = operator.post(
                    "/api/v1/dead-letters/" + letter.path("id").asString() + "/replay", "");
            assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
            target.awaitCount(3);
        }
    }

    @Test
    void aServiceThatFailsIsTriedAFewTimesAndOneThatRefusesOnce() {
        TestStream source = stream("source");
        String failing = unique("failing");
        String refusing = unique("refusing");
        Targets.on("/seldon/default/" + failing + "/api/v1.0/predictions", _ -> Told.status(500));
        Targets.on("/seldon/default/" + refusing + "/api/v1.0/predictions", _ -> new Told(404,
                "application/problem+json", "{\"code\":\"NO_SUCH_MODEL\",\"detail\":\"There is none.\"}"));
        String call = "{\"call\":{\"prediction\":\"%s\",\"input\":\"[1]\",\"into\":\"/x\"}}";
        try (TestFlow first = TestFlow.declare(operator, unique("failing"), source.name(), call.formatted(failing))
                .start();
                TestFlow second = TestFlow
                        .declare(operator, unique("refusing"), source.name(), call.formatted(refusing)).start()) {
            source.send("{}");
            first.awaitCount(0, "failed", 1);
            second.awaitCount(0, "failed", 1);
            assertThat(first.count(0, "retries")).isEqualTo(2);
            assertThat(second.count(0, "retries")).isZero();
            JsonNode letter = awaitDeadLetter(second);
            assertThat(letter.path("reason").asString()).contains("NO_SUCH_MODEL There is none.");
        }
    }

    @Test
    void aQueryWhoseResultBreaksOffIsADeadLetterWithWhatTheEngineSaid() {
        TestStream source = stream("source");
        Targets.on("/api/v1/warehouse/queries/results", _ -> Told.brokenOff("""
                {"query":"q","columns":[{"name":"x","type":"double"}],"rows":[[1.0]],"rowCount":1,"truncated":false,\
                "error":{"code":"QUERY_FAILED","detail":"Division by zero"}}"""));
        try (TestFlow flow = TestFlow.declare(operator, unique("broken"), source.name(),
                "{\"call\":{\"query\":\"SELECT 1/x FROM t\",\"input\":\"[]\",\"maxRows\":5,\"into\":\"/rows\"}}")
                .start()) {
            source.send("{}");
            flow.awaitCount(0, "failed", 1);
            assertThat(flow.count(0, "retries")).isEqualTo(2);
            JsonNode letter = awaitDeadLetter(flow);
            assertThat(letter.path("code").asString()).isEqualTo("TARGET_FAILED");
            assertThat(letter.path("reason").asString()).contains("QUERY_FAILED Division by zero");
        }
    }

    @Test
    void aTrialHasNoEffects() {
        TestStream source = stream("source");
        TestStream target = stream("target");
        String contract = unique("contract");
        try (TestFlow flow = TestFlow.declare(operator, unique("trial"), source.name(), """
                {"filter":"event.temp > 10"},
                {"call":{"contract":"%s","method":"record","input":"[meta.device]","into":"/tx"}},
                {"publish":"%s"},
                {"command":{"device":"'d'","name":"cool","payload":"{'t': event.tx.id}"}},
                {"filter":"event.missing > 1"}""".formatted(contract, target.name()))) {
            JsonNode dropped = flow.tried("{\"event\":{\"temp\":5}}");
            assertThat(outcomes(dropped)).containsExactly("dropped");
            JsonNode refused = flow.tried("{\"event\":{\"temp\":50},\"device\":\"d1\"}");
            assertThat(outcomes(refused)).containsExactly("passed", "failed");
            assertThat(refused.path(1).path("code").asString()).isEqualTo("NOT_CALLED_ON_TRIAL");
            assertThat(refused.path(1).path("effect").path("input")).hasToString("[\"d1\"]");
            JsonNode whole = flow.tried("{\"event\":{\"temp\":50},\"answers\":{\"1\":{\"id\":\"t9\"}}}");
            assertThat(outcomes(whole)).containsExactly("passed", "passed", "passed", "passed", "failed");
            assertThat(whole.path(2).path("effect").path("event").path("tx").path("id").asString()).isEqualTo("t9");
            assertThat(whole.path(3).path("effect").path("payload")).hasToString("{\"t\":\"t9\"}");
            assertThat(whole.path(4).path("step").asString()).isEqualTo("steps[4].filter");
            assertThat(whole.path(4).path("message").asString()).contains("missing");
            assertThat(flow.count(0, "events")).isZero();
        }
        assertThat(target.count()).isZero();
        assertThat(Targets.asked("/api/v1/chain/contracts/" + contract + "/methods/record/transactions")).isEmpty();
    }

    @Test
    void aFlowWorksOnItsOwnTenantsEventsOfASharedStream() {
        Api acme = api().asUser("acme-admin");
        TestStream own = TestStream.declare(acme, unique("acmes"), 1);
        String mark = unique("mark");
        try (TestFlow flow = TestFlow.declare(acme, unique("acmes"), "metrics",
                "{\"filter\":\"event.mark == '%s'\"},{\"publish\":\"%s\"}".formatted(mark, own.name())).start()) {
            assertThat(operator.get(flow.path()).status()).isEqualTo(404);
            operator.post("/api/v1/streams/metrics/events", "{\"mark\":\"" + mark + "\",\"of\":\"default\"}");
            acme.post("/api/v1/streams/metrics/events", "{\"mark\":\"" + mark + "\",\"of\":\"acme\"}");
            own.awaitCount(1);
            flow.awaitCaughtUp();
            assertThat(own.found().path("hits").path(0).path("data").path("of").asString()).isEqualTo("acme");
        }
    }

    @Test
    void theBooksSensorFlowAddsWhenAReadingWasCollectedAndItIsOneDocument() {
        String mark = unique("reading");
        operator.post("/api/v1/streams/sensor-raw/events", "{\"temp\":51540,\"mark\":\"" + mark + "\"}");
        JsonNode found = await().atMost(PATIENCE).until(
                () -> operator.get("/api/v1/streams/sensor/search?q=mark:%22" + mark + "%22").json().path("hits"),
                hits -> hits.size() == 1);
        assertThat(found.path(0).path("data").path("collected").asLong())
                .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(120_000L));
        assertThat(operator.get("/api/v1/streams/sensor-raw/search?q=mark:%22" + mark + "%22").json().path("hits"))
                .isEmpty();
    }

    @Test
    void theSentimentFlowIndexesWhatTheFunctionFinds() {
        Targets.on("/function/sentimentanalysis",
                _ -> Told.json("{\"polarity\":0.6,\"sentence_count\":1,\"subjectivity\":0.9}"));
        String text = "It works " + unique("very");
        operator.post("/api/v1/streams/tweets/events", "{\"text\":\"" + text + "\"}");
        JsonNode data = await().atMost(PATIENCE).until(
                () -> operator.get("/api/v1/streams/sentiment/search?q=text:%22" + text.replace(" ", "%20") + "%22")
                        .json().path("hits"),
                hits -> hits.size() == 1).path(0).path("data");
        assertThat(data.path("polarity").asDouble()).isEqualTo(0.6);
        assertThat(data.path("sentence_count").asInt()).isEqualTo(1);
        assertThat(data.path("Date").asString()).startsWith("20");
        JsonNode buckets = operator.get("/api/v1/streams/sentiment/search?from=now-1h&size=0&q=text:%22"
                + text.replace(" ", "%20") + "%22&agg=histogram:polarity:0.5:-1:1").json().path("aggregations").path(0)
                .path("buckets");
        assertThat(buckets.valueStream().map(bucket -> bucket.path("key").asDouble() + " " + bucket.path("count")))
                .containsExactly("-1.0 0", "-0.5 0", "0.0 0", "0.5 1", "1.0 0");
        Answer mapping = Api.at(dev.apk8s.local.junit.Engines.export("opensearch", "url"))
                .get("/sentiment-*/_mapping/field/polarity,sentence_count,Date");
        assertThat(mapping.text()).contains("\"type\":\"float\"", "\"type\":\"integer\"", "\"type\":\"date\"");
    }

    @Test
    void theTemplatesOfTheClosedLoopCanBeDeclared() throws java.io.IOException {
        for (String file : List.of("judge-readings", "act-on-judgements")) {
            String yaml = java.nio.file.Files.readString(java.nio.file.Path.of("../docs/flows/" + file + ".yaml"));
            String name = unique(file);
            Answer answer = operator.send("POST", "/api/v1/flows", "application/yaml",
                    yaml.replace("name: " + file, "name: " + name).getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            try (TestFlow flow = new TestFlow(name, operator)) {
                JsonNode tried = flow.tried(
                        """
                                {"event":{"temp":51540,"load":0.37,"event":"Judged","removed":false,"transactionHash":"0x1",
                                "arguments":{"device":"d","eventId":"e","scoreMillis":750}},"device":"lab-d1",
                                "answers":{"1":{"score":0.75,"anomaly":1},"3":{"id":"t1"}}}"""
                                .replace(",\"3\":{\"id\":\"t1\"}}",
                                        file.startsWith("judge") ? ",\"3\":{\"id\":\"t1\"}}" : "}"));
                assertThat(outcomes(tried)).as(tried.toString()).containsOnly("passed");
            }
        }
    }

    private static List<String> outcomes(JsonNode tried) {
        return tried.valueStream().map(step -> step.path("outcome").asString()).toList();
    }

    private static String traceId(Asked asked) {
        String traceParent = asked.header("traceparent");
        return traceParent.isEmpty() ? "" : traceParent.substring(3, 35);
    }

    private JsonNode commands(String device) {
        return operator.get("/api/v1/devices/" + device + "/commands").json().path("commands");
    }

    /** The only one. Until the first letter of all has its index, the office may say that it does not answer. */
    private JsonNode awaitDeadLetter(TestFlow flow) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters(flow)).hasSize(1));
        return deadLetters(flow).getFirst();
    }

    private List<JsonNode> deadLetters(TestFlow flow) {
        Answer answer = operator.get("/api/v1/dead-letters?state=open&stream=flow-" + flow.name());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("deadLetters").valueStream().toList();
    }

    private static List<String> ids(TestStream stream) {
        return stream.found("size", "100").path("hits").valueStream().map(hit -> hit.path("id").asString())
                .collect(Collectors.toList());
    }

    private TestStream stream(String prefix) {
        return TestStream.declare(admin, unique(prefix), 3);
    }

    private static String cloudEvent(int number, int temp) {
        return "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/m\",\"type\":\"t\",\"time\":\"%s\",\"datacontenttype\":\"application/json\",\"data\":{\"temp\":%d}}"
                .formatted(number, Instant.now().minusSeconds(1000 - number), temp);
    }

    private void assertField(String source, String steps, int status, String field) {
        Answer answer = operator.post("/api/v1/flows", TestFlow.json(unique("wrong"), source, steps));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("field").asString()).as(answer.text()).isEqualTo(field);
        assertThat(answer.json().path("detail").asString()).contains(field);
    }
}

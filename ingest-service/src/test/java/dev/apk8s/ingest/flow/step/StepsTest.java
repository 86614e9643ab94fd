package dev.apk8s.ingest.flow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each step does with an event, as far as it needs nobody else. */
class StepsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant TIME = Instant.parse("2026-11-01T08:00:00Z");
    private final StepReader reader = new StepReader(JSON, 3, 6);

    @Test
    void numbersOfAnEventAreOneKindWhetherTheyHaveAFractionOrNot() {
        assertThat(passes("event.temp > 50000 && event.temp * event.load > 100.0", "{'temp':51540,'load':0.37}"))
                .isTrue();
        assertThat(passes("event.temp > 50000.5", "{'temp':50000}")).isFalse();
        assertThat(value("[event.temp, event.load, int(event.load * 1000.0)]", "{'temp':51540,'load':0.37}"))
                .hasToString("[51540,0.37,370]");
    }

    @Test
    void anExpressionKnowsTheEventAndWhatIsKnownOfIt() {
        assertThat(passes("meta.device == 'd1' && meta.stream == 'sensor' && meta.time < meta.received", "{}"))
                .isTrue();
        assertThat(value("{'at': meta.time, 'nothing': null, 'list': event.list.map(x, x + '!')}",
                "{'list':['a','b']}"))
                .hasToString("{\"at\":\"2026-11-01T08:00:00Z\",\"nothing\":null,\"list\":[\"a!\",\"b!\"]}");
    }

    @Test
    void whatAnEventHasNotFailsUnlessItIsAskedFor() {
        assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> passes("event.x > 1", "{}"))
                .matches(failed -> failed.code().equals("EXPRESSION_FAILED") && !failed.again());
        assertThat(passes("has(event.x) && event.x > 1", "{}")).isFalse();
    }

    @Test
    void anExpressionThatGoesOnForLongIsEnded() {
        String digits = "[1,2,3,4,5,6,7,8,9,10]";
        String nested = "%s.all(a, %s.all(b, %s.all(c, %s.all(d, true))))".formatted(digits, digits, digits, digits);
        assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> passes(nested, "{}"));
        assertThat(passes("!event.text.matches('^(a+)+$')", "{'text':'" + "a".repeat(5_000) + "b'}")).isTrue();
    }

    @Test
    void aTransformHasTheMetadataAndLeavesItOut() {
        Step step = step(
                "{'transform':[{'operation':'modify-overwrite-beta','spec':{'collected':'@(1,apk8s.receivedMillis)'}},"
                        + "{'operation':'default','spec':{'unit':'mK'}}]}");
        assertThat(run(step, "{'temp':5}", "e1", TIME))
                .hasToString("{\"temp\":5,\"collected\":1793520001000,\"unit\":\"mK\"}");
    }

    @Test
    void aTransformThatLeavesNothingFails() {
        Step step = step("{'transform':[{'operation':'shift','spec':{'x':'y'}}]}");
        assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> run(step, "{'temp':5}", "e1", TIME))
                .matches(failed -> failed.code().equals("TRANSFORM_FAILED"));
    }

    @Test
    void aWindowHasTheValuesOfTheTimeBefore() {
        Step step = step("{'window':{'value':'event.temp','over':'PT10S','into':'/seen/lately'}}");
        assertThat(window(step, 10, "e1", 0)).hasToString("{\"count\":1,\"mean\":10.0}");
        assertThat(window(step, 20, "e2", 5)).hasToString("{\"count\":2,\"mean\":15.0}");
        assertThat(window(step, 20, "e2", 5)).as("told twice").hasToString("{\"count\":2,\"mean\":15.0}");
        assertThat(window(step, 60, "e3", 9)).hasToString("{\"count\":3,\"mean\":30.0}");
        assertThat(window(step, 40, "e4", 15)).as("the first two are over").hasToString("{\"count\":2,\"mean\":50.0}");
        assertThat(window(step, 30, "e5", 4)).as("late").hasToString("{\"count\":2,\"mean\":20.0}");
        assertThat(window(step, 1, "e6", 1_000)).hasToString("{\"count\":1,\"mean\":1.0}");
    }

    @Test
    void aWindowHoldsSoManyValuesAndNoMore() {
        Step step = step("{'window':{'value':'event.temp','over':'PT1H','into':'/w'}}");
        for (int number = 1; number <= 10; number++) {
            window(step, number, "e" + number, number);
        }
        assertThat(window(step, 11, "e11", 11).path("count").asInt()).isEqualTo(6);
        assertThat(window(step, 11, "e11", 11).path("mean").asDouble()).isEqualTo(8.5);
    }

    @Test
    void anAnswerGoesWhereThePointerSaysUnlessSomethingElseIsThere() {
        ObjectNode event = (ObjectNode) JSON.readTree("{\"a\":{\"b\":1},\"c\":5}");
        JsonNode answer = JSON.readTree("7");
        assertThat(Pointers.set(event, tools.jackson.core.JsonPointer.compile("/a/x/y"), answer))
                .hasToString("{\"a\":{\"b\":1,\"x\":{\"y\":7}},\"c\":5}");
        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> Pointers.set(event, tools.jackson.core.JsonPointer.compile("/c/x"), answer));
        assertThat(event).as("is not changed").hasToString("{\"a\":{\"b\":1},\"c\":5}");
    }

    private JsonNode window(Step step, int temp, String id, int second) {
        JsonNode event = run(step, "{'temp':" + temp + "}", id, TIME.plusSeconds(second));
        return event.has("w") ? event.path("w") : event.path("seen").path("lately");
    }

    private Step step(String json) {
        return reader.read(JSON.readTree("[" + json.replace('\'', '"') + "]")).getFirst();
    }

    private static boolean passes(String condition, String event) {
        return Expressions.condition("filter", condition).holds(work(event, "e1", TIME));
    }

    private static JsonNode value(String expression, String event) {
        return Expressions.compile("input", expression).value(work(event, "e1", TIME));
    }

    private static JsonNode run(Step step, String event, String id, Instant time) {
        return ((Outcome.Passed) step.run(work(event, id, time), new None(), "key")).event();
    }

    private static Work work(String event, String id, Instant time) {
        return new Work(new Meta(id, "/devices/d1", "dev.apk8s.reading", null, "d1", "default", "sensor", time,
                time.plusSeconds(1)), (ObjectNode) JSON.readTree(event.replace('\'', '"')));
    }

    /** These steps have none. */
    private static final class None implements Effects {
        @Override
        public JsonNode call(CallTarget target, JsonNode input, Meta meta, String key) {
            throw new AssertionError(target);
        }

        @Override
        public void publish(String stream, @Nullable String type, ObjectNode event, Meta meta, String key) {
            throw new AssertionError(stream);
        }

        @Override
        public void command(String device, String name, @Nullable JsonNode payload, Duration expiresIn, Meta meta,
                String key) {
            throw new AssertionError(device);
        }
    }
}

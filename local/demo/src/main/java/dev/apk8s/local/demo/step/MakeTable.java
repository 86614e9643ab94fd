package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Makes the snapshot's files a table.
 *
 * @param gateway called as somebody who may make tables
 * @param prefix what the files' keys begin with
 */
public record MakeTable(Gateway gateway, RunSettings settings, String prefix) implements Step<String> {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String SCHEMA = "demo";

    @Override
    public String title() {
        return "Make the snapshot a table";
    }

    @Override
    public Done<String> run(Consumer<Live> screen) throws InterruptedException {
        JsonNode made = gateway.post("/api/v1/warehouse/tables",
                Map.of("schema", SCHEMA, "name", name(settings), "source",
                        Map.of("bucket", TakeSnapshot.BUCKET, "prefix", prefix)),
                TIMEOUT);
        String sql = made.path("sql").asString("");
        return new Done<>(sql, "Made the snapshot table " + sql + ": " + made.path("columns").valueStream()
                .map(column -> column.path("name").asString("") + " " + column.path("type").asString(""))
                .collect(java.util.stream.Collectors.joining(", ")));
    }

    static String name(RunSettings settings) {
        return "readings_" + settings.run();
    }

    /** Where the API has the table of a run. */
    public static String path(RunSettings settings) {
        return "/api/v1/warehouse/tables/" + SCHEMA + "/" + name(settings);
    }
}

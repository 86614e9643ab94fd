package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Counts the run's readings in the lake, the index and the log by one statement, which joins the three by device.
 *
 * @param gateway called as somebody who may make tables
 * @param table the snapshot as a table, such as {@code obj.exports.demo_k3f9a2}
 */
public record CountBySql(Gateway gateway, RunSettings settings, String table) implements Step<CountBySql.Result> {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String STATEMENT = """
            WITH lake AS (SELECT device, count(*) AS readings FROM %s WHERE device LIKE ? GROUP BY device),
            found AS (SELECT device, count(*) AS readings FROM search.default."sensor-*" WHERE device LIKE ? GROUP BY device),
            log AS (SELECT device, count(*) AS readings FROM kafka.default.sensor WHERE device LIKE ? GROUP BY device)
            SELECT sum(lake.readings), sum(found.readings), sum(log.readings), count(*)
            FROM lake FULL JOIN found ON lake.device = found.device
            FULL JOIN log ON coalesce(lake.device, found.device) = log.device""";

    /** Readings in each place, and how many devices they are of. */
    public record Result(long lake, long index, long log, long devices) {}

    @Override
    public String title() {
        return "Count the readings in lake, index and log by one SQL statement";
    }

    @Override
    public Done<Result> run(Consumer<Live> screen) throws InterruptedException {
        String devices = "lab-d%-" + settings.run();
        long begun = System.nanoTime();
        JsonNode answer = gateway.post("/api/v1/warehouse/queries/results", Map.of("sql", STATEMENT.formatted(table),
                "parameters", List.of(devices, devices, devices)), TIMEOUT);
        JsonNode row = answer.path("rows").path(0);
        if (row.size() != 4) {
            throw new DemoException("The statement was answered with " + answer);
        }
        Result result = new Result(row.get(0).asLong(0), row.get(1).asLong(0), row.get(2).asLong(0),
                row.get(3).asLong(0));
        return new Done<>(result,
                "One SQL statement counted " + Amounts.count(result.lake()) + " readings in the lake, "
                        + Amounts.count(result.index()) + " in the index, " + Amounts.count(result.log())
                        + " in the log, of " + result.devices() + " devices, in "
                        + Amounts.time(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun)));
    }
}

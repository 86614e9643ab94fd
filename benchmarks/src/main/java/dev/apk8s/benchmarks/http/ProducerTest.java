package dev.apk8s.benchmarks.http;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.measure.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own producer test, with the settings that the services write with and the same events. It runs in the
 * benchmark's process, so that it is as warm as the service after its first round.
 */
final class ProducerTest implements Contender {
    static final String TOPIC = "benchmark-peer";
    private static final Pattern RATE = Pattern.compile("(\\d+) records sent, ([0-9.]+) records/sec");

    private final String bootstrapServers;
    private final int count;
    private final Path payload;

    ProducerTest(String bootstrapServers, int count) {
        this.bootstrapServers = bootstrapServers;
        this.count = count;
        try {
            payload = Files.createTempFile("benchmark", ".ndjson");
            Files.write(payload, Workload.lines(Workload.events(BatchSender.BATCH, 1)));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public String name() {
        return "Kafka's producer test";
    }

    @Override
    public double round() {
        List<String> arguments = new ArrayList<>(List.of("--topic", TOPIC, "--num-records", Integer.toString(count),
                "--throughput", "-1", "--payload-file", payload.toString(), "--reporting-interval", "600000",
                "--bootstrap-server", bootstrapServers, "--command-property"));
        Log.PRODUCER.forEach((key, value) -> arguments.add(key + "=" + value));
        String said = said(arguments.toArray(String[]::new));
        Matcher rate = RATE.matcher(said);
        double last = 0;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(2));
        }
        if (last == 0) {
            throw new BenchmarkException("The producer test said: " + said);
        }
        return last;
    }

    /** It tells its result on standard output only. */
    private static String said(String[] arguments) {
        PrintStream standard = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            ProducerPerformance.main(arguments);
        } catch (Exception failed) {
            throw new BenchmarkException("The producer test failed", failed);
        } finally {
            System.setOut(standard);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}

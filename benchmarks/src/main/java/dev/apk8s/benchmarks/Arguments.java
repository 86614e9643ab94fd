package dev.apk8s.benchmarks;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import java.util.List;

/**
 * What to run.
 *
 * @param only names among http, mqtt, index, lake, sql, relay, predict
 * @param profile whether the service writes a flight recording into {@code benchmarks/target}
 */
record Arguments(List<String> only, int rounds, boolean profile) {
    static Arguments parse(String[] words) {
        List<String> only = List.of("http", "mqtt", "index", "lake", "sql", "relay", "predict");
        int rounds = 5;
        boolean profile = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--only" -> only = List.of(value(words, ++i).split(","));
                case "--rounds" -> rounds = Integer.parseInt(value(words, ++i));
                case "--profile" -> profile = true;
                default -> throw new BenchmarkException("Unknown: " + words[i]
                        + "\nUsage: benchmarks/run [--only http,mqtt,index,lake,sql,relay,predict] [--rounds 5] [--profile]");
            }
        }
        return new Arguments(only, rounds, profile);
    }

    private static String value(String[] words, int at) {
        if (at >= words.length) {
            throw new BenchmarkException(words[at - 1] + " needs a value");
        }
        return words[at];
    }
}

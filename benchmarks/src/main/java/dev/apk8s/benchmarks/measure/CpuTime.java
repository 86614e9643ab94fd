package dev.apk8s.benchmarks.measure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processor time, in seconds, that the benchmark's processes have used so far, by name. What both contenders and
 * the load need of the same cores shows here. The engines belong to a supervisor that is nobody's child, so all
 * components on the machine are counted: there must be no other platform.
 */
record CpuTime(Map<String, Double> seconds) {
    /** This process: it makes the load, and most peers run in it. */
    static final String LOAD = "load generator and peer";
    private static final String NAME = "-Dapk8s.component=";

    static CpuTime read() {
        Map<String, Double> seconds = new TreeMap<>();
        seconds.put(LOAD, seconds(ProcessHandle.current()));
        ProcessHandle.allProcesses().forEach(
                process -> name(process).ifPresent(name -> seconds.merge(name, seconds(process), Double::sum)));
        ProcessHandle.current().descendants().filter(process -> name(process).isEmpty())
                .forEach(peer -> seconds.merge(LOAD, seconds(peer), Double::sum));
        return new CpuTime(seconds);
    }

    /** What was used since, of those that still run. */
    Map<String, Double> since(CpuTime before) {
        Map<String, Double> used = new TreeMap<>();
        seconds.forEach((name, now) -> used.put(name, Math.max(0, now - before.seconds.getOrDefault(name, 0.0))));
        return used;
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(used -> used.toMillis() / 1e3).orElse(0.0);
    }

    /** What no component is, is counted with the one that started it. */
    private static Optional<String> name(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Stream::of).filter(word -> word.startsWith(NAME))
                .map(word -> word.substring(NAME.length())).findFirst()
                .or(() -> process.parent().flatMap(CpuTime::name));
    }
}

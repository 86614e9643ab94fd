package dev.apk8s.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rounds in turns: what disturbs the machine for a while disturbs all contenders alike.
 *
 * @param rates events per second of each contender, by name, a figure for each round
 * @param cores how many cores each process kept busy during a contender's counted rounds, by the contender's name and
 *     the process's
 */
public record Rounds(Map<String, List<Double>> rates, Map<String, Map<String, Double>> cores) {

    /** @param warmUps rounds of each that are not counted */
    public static Rounds run(List<? extends Contender> contenders, int warmUps, int rounds)
            throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, Map<String, Double>> used = new LinkedHashMap<>();
        Map<String, Double> seconds = new LinkedHashMap<>();
        contenders.forEach(contender -> rates.put(contender.name(), new ArrayList<>()));
        for (int round = -warmUps; round < rounds; round++) {
            for (Contender contender : contenders) {
                contender.prepare();
                CpuTime before = CpuTime.read();
                long begun = System.nanoTime();
                double rate = contender.round();
                double took = (System.nanoTime() - begun) / 1e9;
                Map<String, Double> busy = CpuTime.read().since(before);
                contender.finish();
                System.out.printf("  %-44s %s %,12.0f /s%n", contender.name(),
                        round < 0 ? "warm-up" : "round " + (round + 1), rate);
                if (round >= 0) {
                    rates.getOrDefault(contender.name(), new ArrayList<>()).add(rate);
                    seconds.merge(contender.name(), took, Double::sum);
                    Map<String, Double> all = used.computeIfAbsent(contender.name(), _ -> new TreeMap<>());
                    busy.forEach((process, more) -> all.merge(process, more, Double::sum));
                }
            }
        }
        used.forEach((name, all) -> all.replaceAll((_, sum) -> sum / seconds.getOrDefault(name, 1.0)));
        return new Rounds(rates, used);
    }

    /** By process. */
    public Map<String, Double> cores(Contender contender) {
        return cores.getOrDefault(contender.name(), Map.of());
    }

    public List<Double> of(Contender contender) {
        return rates.getOrDefault(contender.name(), List.of());
    }

    /** The median over the rounds of one contender's rate divided by the other's in the same round. */
    public double ratio(Contender ours, Contender peer) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of(ours).size(); i++) {
            ratios.add(of(ours).get(i) / of(peer).get(i));
        }
        return median(ratios);
    }

    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

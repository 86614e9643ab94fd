package dev.apk8s.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds in turns: what disturbs the machine for a while disturbs all contenders alike.
 *
 * @param rates events per second of each contender, by name, a figure for each round
 */
public record Rounds(Map<String, List<Double>> rates) {

    /** @param warmUps rounds of each that are not counted */
    public static Rounds run(List<? extends Contender> contenders, int warmUps, int rounds)
            throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        contenders.forEach(contender -> rates.put(contender.name(), new ArrayList<>()));
        for (int round = -warmUps; round < rounds; round++) {
            for (Contender contender : contenders) {
                contender.prepare();
                double rate = contender.round();
                contender.finish();
                System.out.printf("  %-44s %s %,12.0f /s%n", contender.name(),
                        round < 0 ? "warm-up" : "round " + (round + 1), rate);
                if (round >= 0) {
                    rates.getOrDefault(contender.name(), new ArrayList<>()).add(rate);
                }
            }
        }
        return new Rounds(rates);
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

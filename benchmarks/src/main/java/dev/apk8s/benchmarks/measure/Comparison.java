package dev.apk8s.benchmarks.measure;

import java.util.List;
import java.util.Map;

/**
 * One line of the results.
 *
 * @param goal the least ratio that is wished for; 0 for a line that is there for comparison
 * @param ours events per second, by round
 * @param peer the same of the peer
 * @param ratio the median of the ratios
 * @param cores how many cores each process kept busy in our rounds, by its name
 * @param peerCores the same in the peer's
 * @param peakMemory of the service's process, resident, in bytes; 0 if it was not measured
 */
public record Comparison(String title, String peerTitle, double goal, List<Double> ours, List<Double> peer,
        double ratio, Map<String, Double> cores, Map<String, Double> peerCores, long peakMemory) {

    public static Comparison of(String title, double goal, Rounds rounds, Contender ours, Contender peer,
            long peakMemory) {
        return new Comparison(title, peer.name(), goal, rounds.of(ours), rounds.of(peer), rounds.ratio(ours, peer),
                rounds.cores(ours), rounds.cores(peer), peakMemory);
    }
}

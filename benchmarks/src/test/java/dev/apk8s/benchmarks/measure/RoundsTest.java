package dev.apk8s.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> turns = new ArrayList<>();

    private Contender contender(String name, double... rates) {
        Deque<Double> left = new ArrayDeque<>();
        for (double rate : rates) {
            left.add(rate);
        }
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double round() {
                turns.add(name);
                return left.remove();
            }
        };
    }

    @Test
    void takesTurnsAndComparesWithinARound() throws InterruptedException {
        Contender ours = contender("ours", 1, 50, 30, 90);
        Contender peer = contender("peer", 1, 100, 100, 100);
        Rounds rounds = Rounds.run(List.of(ours, peer), 1, 3);
        assertThat(turns).startsWith("ours", "peer", "ours", "peer").hasSize(8);
        assertThat(rounds.of(ours)).containsExactly(50.0, 30.0, 90.0);
        assertThat(rounds.ratio(ours, peer)).isEqualTo(0.5);
    }

    @Test
    void takesTheMiddleOfAnEvenNumberOfRounds() {
        assertThat(Rounds.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}

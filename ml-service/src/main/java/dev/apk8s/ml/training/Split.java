package dev.apk8s.ml.training;

import java.util.stream.IntStream;

/**
 * Which rows are trained on, and which are measured with. A row's number and the seed alone decide, by SplitMix64 (Steele,
 * Lea and Flood 2014), so that anybody can make the same split with any tool.
 *
 * @param train numbers of rows, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Split(int[] train, int[] test) {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** @param share of the rows that is measured with; without any, all rows are both */
    static Split of(int rows, long seed, double share) {
        int[] test = IntStream.range(0, rows).filter(row -> uniform(seed, row) < share).toArray();
        int[] train = IntStream.range(0, rows).filter(row -> uniform(seed, row) >= share).toArray();
        return test.length == 0 || train.length == 0 ? new Split(range(rows), range(rows)) : new Split(train, test);
    }

    /** From 0, and less than 1. */
    static double uniform(long seed, long row) {
        long mixed = seed + (row + 1) * GAMMA;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * UNIT;
    }

    private static int[] range(int rows) {
        return IntStream.range(0, rows).toArray();
    }
}

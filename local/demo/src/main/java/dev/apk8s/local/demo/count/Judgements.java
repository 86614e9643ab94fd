package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.device.EventIds;
import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.device.SimulatedDevice;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model found among readings, held against what was planted. Readings of devices that give them ids are compared
 * one by one, those of others by their number.
 *
 * @param found how many readings were found amiss
 * @param planted how many were planted
 * @param hits how many of those found were planted
 */
public record Judgements(long found, long planted, long hits) {

    /** A reading that was found amiss. */
    public record Judged(String device, String eventId) {}

    public static Judgements of(List<SimulatedDevice> devices, Collection<Judged> judged) {
        long planted = 0;
        long hits = 0;
        for (SimulatedDevice device : devices) {
            String name = device.identity().id();
            BitSet outliers = device.outliers();
            List<String> ids = judged.stream().filter(one -> one.device().equals(name)).map(Judged::eventId).toList();
            planted += outliers.cardinality();
            hits += device.identity().protocol() == Protocol.MQTT_3
                    ? Math.min(outliers.cardinality(), ids.size())
                    : ids.stream().map(id -> EventIds.sequence(name, id)).filter(OptionalInt::isPresent)
                            .filter(sequence -> outliers.get(sequence.getAsInt())).distinct().count();
        }
        return new Judgements(judged.size(), planted, hits);
    }

    /** How much of what was found was planted. */
    public double precision() {
        return found == 0 ? 1 : (double) hits / found;
    }

    /** How much of what was planted was found. */
    public double recall() {
        return planted == 0 ? 1 : (double) hits / planted;
    }
}

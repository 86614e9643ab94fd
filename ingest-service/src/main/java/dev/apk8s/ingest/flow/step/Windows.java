package dev.apk8s.ingest.flow.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The recent values of devices. Bounded by devices and by values of each: the device that was heard of longest ago goes
 * first, and of a device's values the oldest. A value that is told twice counts once.
 */
final class Windows {
    /** For how long before the newest value others may still come in, beyond the window. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final long over;
    private final int maxValues;
    private final Cache<String, Values> devices;

    Windows(Duration over, int maxDevices, int maxValues) {
        this.over = over.toMillis();
        this.maxValues = maxValues;
        this.devices = Caffeine.newBuilder().maximumSize(maxDevices).executor(Runnable::run).build();
    }

    /** Count and mean of the values of a time span. */
    record Summary(long count, double mean) {}

    /** Adds a value, if it is not there, and summarises those in {@code (time - over, time]}. */
    Summary add(String device, long time, String event, double value) {
        long id = Hashing.murmur3_128().hashString(event, StandardCharsets.UTF_8).asLong();
        return devices.get(device, _ -> new Values()).add(time, id, value);
    }

    private record Value(long time, long id, double value) {}

    private final class Values {
        /** By time. */
        private final List<Value> values = new ArrayList<>();

        synchronized Summary add(long time, long id, double value) {
            if (values.stream().noneMatch(known -> known.id == id && known.time == time)) {
                int at = values.size();
                while (at > 0 && values.get(at - 1).time > time) {
                    at--;
                }
                values.add(at, new Value(time, id, value));
                forget();
            }
            long count = 0;
            double sum = 0;
            for (Value known : values) {
                if (known.time > time - over && known.time <= time) {
                    count++;
                    sum += known.value;
                }
            }
            // A value that came too late for its own window is all that is known of it.
            return count == 0 ? new Summary(1, value) : new Summary(count, sum / count);
        }

        private void forget() {
            long oldest = values.getLast().time - over - LATE.toMillis();
            int gone = Math.max(0, values.size() - maxValues);
            while (gone < values.size() && values.get(gone).time <= oldest) {
                gone++;
            }
            values.subList(0, gone).clear();
        }
    }
}

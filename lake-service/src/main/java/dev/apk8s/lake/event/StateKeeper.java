package dev.apk8s.lake.event;

import dev.apk8s.lake.event.ObjectIndex.Impossible;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.platform.event.EventBatchListener;
import dev.apk8s.platform.event.RecordFailedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Writes what events say into the index. */
@Component
final class StateKeeper implements EventBatchListener {
    private static final int MOST_AT_ONCE = 500;

    private final BucketEvents events;
    private final ObjectIndex index;
    private final ObjectStore store;
    private final EventMeters meters;

    StateKeeper(BucketEvents events, ObjectIndex index, ObjectStore store, EventMeters meters) {
        this.events = events;
        this.index = index;
        this.store = store;
        this.meters = meters;
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) {
        List<ObjectState> states = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            try {
                int own = place;
                events.read(batch.get(place).value()).ifPresent(event -> {
                    states.add(state(event));
                    places.add(own);
                });
            } catch (IllegalArgumentException unreadable) {
                write(states, places);
                throw new RecordFailedException(place, "NOT_A_BUCKET_EVENT", String.valueOf(unreadable.getMessage()),
                        unreadable);
            }
            if (states.size() == MOST_AT_ONCE) {
                write(states, places);
            }
        }
        write(states, places);
    }

    private ObjectState state(BucketEvent event) {
        if (!event.isOfOneVersion()) {
            return ObjectState.of(event);
        }
        return store.find(event.bucket(), event.key())
                .map(object -> ObjectState.present(event.bucket(), object, event.sequence(), event.name()))
                .orElseGet(() -> ObjectState.removed(event.bucket(), event.key(), event.sequence(), event.name()));
    }

    private void write(List<ObjectState> states, List<Integer> places) {
        if (states.isEmpty()) {
            return;
        }
        List<Impossible> impossible = index.write(states);
        if (!impossible.isEmpty()) {
            Impossible first = impossible.getFirst();
            throw new RecordFailedException(places.get(first.position()), "NOT_INDEXED", first.reason(),
                    new IllegalStateException(first.reason()));
        }
        meters.kept(states.size());
        states.clear();
        places.clear();
    }
}

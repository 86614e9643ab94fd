package dev.apk8s.lake.event;

import dev.apk8s.lake.event.MqttPublisher.Message;
import dev.apk8s.platform.event.EventBatchListener;
import dev.apk8s.platform.identity.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Tells on, over MQTT, of each compressed object that was put into a bucket {@code processed}: on the topic of that
 * name for the default tenant, on {@code processed/<tenant>} for another.
 */
@Component
final class Announcer implements EventBatchListener {
    private static final String PROCESSED = "processed";
    private static final String COMPRESSED = ".gz";

    private final BucketEvents events;
    private final MqttPublisher publisher;
    private final EventMeters meters;

    Announcer(BucketEvents events, MqttPublisher publisher, EventMeters meters) {
        this.events = events;
        this.publisher = publisher;
        this.meters = meters;
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> entry : batch) {
            events.readIfEvent(entry.value()).filter(Announcer::isProcessed)
                    .ifPresent(event -> messages.add(new Message(topic(event), event.json())));
        }
        if (!messages.isEmpty()) {
            publisher.publish(messages);
            meters.announced(messages.size());
        }
    }

    private static boolean isProcessed(BucketEvent event) {
        return event.isCreated() && event.bucket().name().equals(PROCESSED) && event.key().endsWith(COMPRESSED);
    }

    private static String topic(BucketEvent event) {
        String tenant = event.bucket().tenant();
        return tenant.equals(Caller.DEFAULT_TENANT) ? PROCESSED : PROCESSED + "/" + tenant;
    }
}

package dev.apk8s.lake.event;

import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.start.StartStep;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The topics of bucket events, made before anybody reads them. */
@Component
public class EventTopics extends StartStep {
    /** Before the consumers. */
    private static final int PHASE = Integer.MIN_VALUE + 500;
    private static final long PATIENCE_SECONDS = 60;

    private final Topics topics;
    private final LakeEventProperties properties;

    EventTopics(Topics topics, LakeEventProperties properties) {
        super(PHASE);
        this.topics = topics;
        this.properties = properties;
    }

    /** Where the store tells of all objects. */
    public String all() {
        return properties.topic();
    }

    /** Where what cannot be done with an event is kept. */
    public String deadLetters() {
        return properties.topic() + DeadLetters.SUFFIX;
    }

    @Override
    protected void run() {
        for (String topic : List.of(properties.topic(), properties.uploadTopic())) {
            topics.ensure(topic, properties.partitions(), properties.retention())
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}

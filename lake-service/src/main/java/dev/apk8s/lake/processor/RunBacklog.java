package dev.apk8s.lake.processor;

import dev.apk8s.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Leaves events on the log while enough runs wait: the queue is Kafka, and the index has what is next of it. */
@Component
final class RunBacklog {
    private static final Logger log = LoggerFactory.getLogger(RunBacklog.class);

    private final RunStore runs;
    private final ConcurrentMessageListenerContainer<String, byte[]> events;
    private final int most;

    RunBacklog(RunStore runs, ConcurrentMessageListenerContainer<String, byte[]> processorEvents,
            ProcessorProperties properties) {
        this.runs = runs;
        events = processorEvents;
        most = properties.waiting();
    }

    @Scheduled(initialDelayString = "${apk8s.lake.processors.poll:1s}", fixedDelayString = "${apk8s.lake.processors.poll:1s}")
    void look() {
        try {
            boolean full = runs.waiting() >= most;
            if (full && !events.isPauseRequested()) {
                log.info("{} runs wait: further events stay on the log until there are fewer", most);
                events.pause();
            } else if (!full && events.isPauseRequested()) {
                log.info("Events are taken again");
                events.resume();
            }
        } catch (ProblemException away) {
            log.warn("How many runs wait is looked at again: {}", away.detail());
        }
    }
}

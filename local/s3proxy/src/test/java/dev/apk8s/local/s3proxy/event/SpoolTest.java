package dev.apk8s.local.s3proxy.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final EventRules RULES = EventRules.parse("lake-events s3:* kept/*");

    @TempDir
    Path directory;

    private Spool open(int limit) throws IOException {
        return Spool.open(directory, limit, "us-east-1", RULES);
    }

    private static void put(Spool spool, String bucket, String key) {
        Intent intent = spool.begin(EventName.PUT, bucket, key);
        spool.settle(intent,
                new BucketEvent(EventName.PUT, bucket, key, Instant.now(), spool.nextSequence(), null, null));
    }

    @Test
    void events_that_were_not_sent_are_there_after_a_restart_in_their_order() throws Exception {
        Spool before = open(10);
        for (int count = 0; count < 4; count++) {
            put(before, "kept", "k" + count);
        }
        before.sent(before.take(1).getFirst());

        Spool after = open(10);
        List<Spool.Waiting> events = after.take(10);
        assertThat(events).extracting(Spool.Waiting::key).containsExactly("kept/k1", "kept/k2", "kept/k3");
        assertThat(events).extracting(Spool.Waiting::topics).containsOnly(List.of("lake-events"));
        assertThat(after.size()).isEqualTo(3);
    }

    @Test
    void a_full_spool_takes_no_more_until_an_event_was_sent() throws Exception {
        Spool spool = open(2);
        put(spool, "kept", "one");
        Intent running = spool.begin(EventName.PUT, "kept", "two");
        assertThatThrownBy(() -> spool.begin(EventName.PUT, "kept", "three")).isInstanceOf(SpoolFullException.class);
        spool.giveUp(running);
        put(spool, "kept", "two");
        assertThatThrownBy(() -> spool.begin(EventName.PUT, "kept", "three")).isInstanceOf(SpoolFullException.class);
        spool.sent(spool.take(1).getFirst());
        put(spool, "kept", "three");
        assertThat(spool.size()).isEqualTo(2);
    }

    @Test
    void what_no_rule_is_for_takes_no_place() throws Exception {
        Spool spool = open(1);
        put(spool, "other", "one");
        put(spool, "kept", "two");
        assertThat(spool.take(2)).extracting(Spool.Waiting::key).containsExactly("kept/two");
    }

    @Test
    void an_intent_is_known_after_a_kill_and_half_written_files_are_not() throws Exception {
        Spool before = open(10);
        Intent interrupted = before.begin(EventName.COPY, "kept", "half");
        before.giveUp(before.begin(EventName.PUT, "kept", "given up"));
        Files.writeString(directory.resolve("0000000000000001.event.new"), "{\"id\":");

        Spool after = open(10);
        assertThat(after.interrupted()).containsExactly(interrupted);
        assertThat(after.size()).isEqualTo(1);
        assertThat(directory.resolve("0000000000000001.event.new")).doesNotExist();
    }

    @Test
    void numbers_grow_over_a_restart_even_when_the_clock_was_set_back() throws Exception {
        long before = open(1).nextSequence();
        long ahead = before + 3_600_000_000_000L;
        Files.writeString(directory.resolve("sequence"), Long.toString(ahead));
        Spool after = open(1);
        long first = after.nextSequence();
        assertThat(first).isGreaterThan(ahead);
        assertThat(after.nextSequence()).isGreaterThan(first);
    }
}

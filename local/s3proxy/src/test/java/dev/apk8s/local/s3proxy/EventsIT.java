package dev.apk8s.local.s3proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.NeedsEngines;
import io.minio.CopyObjectArgs;
import io.minio.SourceObject;
import org.junit.jupiter.api.Test;

@NeedsEngines({"kafka", "s3proxy"})
class EventsIT {
    private static final String KAFKA = Engines.export("kafka", "bootstrap-servers");

    private final Store store = Store.shared();

    @Test
    void each_change_is_told_once_with_the_object_as_it_is() throws Exception {
        String bucket = store.bucket(Store.unique("told"));
        store.put(bucket, "in/a b+ü.csv", "1,2\n");
        store.client.copyObject(CopyObjectArgs.builder().bucket(bucket).object("copy.csv")
                .source(SourceObject.builder().bucket(bucket).object("in/a b+ü.csv").build()).build());
        store.putInParts(bucket, "parts.bin", 1);
        store.remove(bucket, "copy.csv", null);
        store.remove(bucket, "never there", null);
        store.put(bucket, "last", "x");

        List<Told.Event> events = Told.of(KAFKA, "lake-events", bucket, 5);
        assertThat(events).extracting(event -> event.name() + " " + event.key()).containsExactlyInAnyOrder(
                "s3:ObjectCreated:Put in/a b+ü.csv", "s3:ObjectCreated:Copy copy.csv",
                "s3:ObjectCreated:CompleteMultipartUpload parts.bin", "s3:ObjectRemoved:Delete copy.csv",
                "s3:ObjectCreated:Put last");
        assertThat(events).allMatch(event -> event.kafkaKey().equals(bucket + "/" + event.key()));
        for (Told.Event event : events) {
            if (event.name().startsWith("s3:ObjectCreated:") && !event.key().equals("copy.csv")) {
                assertThat(event.text("eTag")).isEqualTo(store.stat(bucket, event.key()).etag());
                assertThat(event.text("size")).isEqualTo(Long.toString(store.stat(bucket, event.key()).size()));
            }
        }
        Told.Event put = events.stream().filter(event -> event.key().startsWith("in/")).findFirst().orElseThrow();
        assertThat(put.text("contentType")).isEqualTo("text/csv");
        assertThat(put.message().at("/Records/0/s3/object/userMetadata").toString())
                .contains("\"X-Amz-Meta-kind\":\"donors\"").doesNotContain("intent");
    }

    @Test
    void a_csv_in_upload_is_told_on_the_topic_of_that_name() throws Exception {
        store.bucket("upload");
        String key = Store.unique("donors");
        store.put("upload", key + ".csv.gz", "no");
        store.put("upload", key + ".csv", "yes");
        List<Told.Event> events = new ArrayList<>();
        Told.whenTold(KAFKA, "upload", "upload", events,
                told -> assertThat(told).extracting(Told.Event::key).contains(key + ".csv"));
        assertThat(events).extracting(Told.Event::key).doesNotContain(key + ".csv.gz");
    }

    @Test
    void versions_and_delete_markers_are_told() throws Exception {
        String bucket = store.versionedBucket(Store.unique("versions"));
        String first = store.put(bucket, "k", "1").versionId();
        store.remove(bucket, "k", null);
        store.remove(bucket, "k", first);
        List<Told.Event> events = Told.of(KAFKA, "lake-events", bucket, 3);
        assertThat(events).extracting(Told.Event::name).containsExactly("s3:ObjectCreated:Put",
                "s3:ObjectRemoved:DeleteMarkerCreated", "s3:ObjectRemoved:Delete");
        assertThat(events.getFirst().text("versionId")).isEqualTo(first);
        assertThat(events.get(1).text("versionId")).isNotEqualTo(first).isNotEmpty();
        assertThat(events.getLast().text("versionId")).isEqualTo(first);
    }

    @Test
    void the_last_event_of_a_key_that_many_write_is_that_of_what_is_there() throws Exception {
        String bucket = store.bucket(Store.unique("contested"));
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            writers.invokeAll(IntStream.range(0, 80).<Callable<Object>>mapToObj(
                    number -> () -> store.put(bucket, "k", "x".repeat(number * 100))).toList()).forEach(Told::join);
        }
        List<Told.Event> events = Told.of(KAFKA, "lake-events", bucket, 80);
        assertThat(events).hasSize(80).isSortedAccordingTo(Comparator.comparing(e -> e.text("sequencer")));
        assertThat(events.getLast().text("eTag")).isEqualTo(store.stat(bucket, "k").etag());
    }
}

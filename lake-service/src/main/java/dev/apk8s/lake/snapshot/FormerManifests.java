package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Schedule.Cursor;
import dev.apk8s.lake.store.BucketName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Manifests that are in the lake although nobody remembers their snapshots, as after a schedule was deleted and made again. */
@Component
final class FormerManifests {
    private static final Logger log = LoggerFactory.getLogger(FormerManifests.class);

    private final SnapshotLake lake;
    private final JsonMapper json;

    FormerManifests(SnapshotLake lake, JsonMapper json) {
        this.lake = lake;
        this.json = json;
    }

    /** Where the period after one begins that was taken before; empty if it was not. */
    Optional<Cursor> cursorAfter(Schedule schedule, Target target, Instant end) {
        BucketName bucket = new BucketName(schedule.tenant(), target.bucket());
        try {
            return lake.manifest(bucket, target.manifestKey())
                    .map(manifest -> new Cursor(end, ends(schedule, target, manifest)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<Integer, Long> ends(Schedule schedule, Target target, byte[] manifest) {
        Map<Integer, Long> ends = new HashMap<>();
        try {
            JsonNode read = json.readTree(manifest);
            if (read.path("stream").asString("").equals(schedule.stream())) {
                for (JsonNode partition : read.path("partitions")) {
                    ends.put(partition.path("partition").asInt(), partition.path("end").asLong());
                }
                return ends;
            }
        } catch (JacksonException malformed) {
            log.debug("Not JSON: {}", target.manifestKey(), malformed);
        }
        log.error("{} of bucket {} is no manifest of {}: this period is not taken", target.manifestKey(),
                target.bucket(), schedule.key());
        return Map.of();
    }
}

package dev.apk8s.ingest.stream;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream as its users see it.
 *
 * @param topic Kafka topic
 * @param shared whether all tenants have it
 */
record StreamView(String name, String topic, boolean shared, int partitions,
        @Schema(type = "string", example = "PT168H") Duration retention, String indexPattern, boolean writable,
        @Schema(type = "object") @Nullable JsonNode schema) {

    static StreamView of(Stream stream) {
        return new StreamView(stream.name(), stream.topic(), stream.owner() == null, stream.partitions(),
                stream.retention(), stream.indexPattern(), stream.writable(), stream.schema());
    }
}

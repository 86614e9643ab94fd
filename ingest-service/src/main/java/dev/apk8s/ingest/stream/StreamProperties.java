package dev.apk8s.ingest.stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * @param streams the streams that all tenants share, by name
 * @param maxStreams how many more may be declared over the API
 */
@Validated
@ConfigurationProperties("apk8s.ingest")
record StreamProperties(@DefaultValue Map<String, @Valid Configured> streams,
        @DefaultValue("1000") @Min(0) @Max(100_000) int maxStreams) {

    /**
     * @param partitions of the topic, when it is created
     * @param retention how long the log keeps events
     * @param indexPattern such as {@code apk8s-messages-{yyyy.MM.dd}}
     * @param writable whether devices and users may send to it
     * @param schema a resource with a JSON Schema
     */
    record Configured(@DefaultValue("3") @Min(1) @Max(1000) int partitions,
            @DefaultValue("7d") @NotNull Duration retention, @NotBlank String indexPattern,
            @DefaultValue("true") boolean writable, @Nullable Resource schema) {}
}

package dev.apk8s.ml.serving;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Predictions that are recorded.
 *
 * @param topic that they are published to
 * @param partitions of the topic, when it is made here
 * @param retention of the topic, when it is made here
 * @param largest record; a prediction that would make a larger one is refused
 */
@Validated
@ConfigurationProperties("apk8s.ml.record")
record RecordProperties(@DefaultValue("predictions") @NotBlank String topic,
        @DefaultValue("4") @Min(1) @Max(1000) int partitions, @DefaultValue("7d") @NotNull Duration retention,
        @DefaultValue("256KB") @NotNull DataSize largest) {}

package dev.apk8s.lake.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Events of buckets.
 *
 * @param topic where the store tells of all objects of all buckets
 * @param uploadTopic where it tells of what is put as CSV into the default tenant's bucket {@code upload}
 * @param partitions of both
 * @param retention of both
 * @param arn of the store's notification target for the topic, such as {@code arn:minio:sqs::LAKE:kafka}; only for a
 *     store that is told over S3 what to notify of
 * @param uploadArn likewise for the topic of uploads
 */
@Validated
@ConfigurationProperties("apk8s.lake.events")
record LakeEventProperties(@DefaultValue("lake-events") @NotBlank String topic,
        @DefaultValue("upload") @NotBlank String uploadTopic, @DefaultValue("3") @Min(1) @Max(100) int partitions,
        @DefaultValue("7d") @NotNull Duration retention, @Nullable String arn, @Nullable String uploadArn) {}

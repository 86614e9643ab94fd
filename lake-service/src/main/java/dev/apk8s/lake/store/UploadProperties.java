package dev.apk8s.lake.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on what is written to the object store. A body whose length is known goes through in a stream, without being
 * held; one whose length is not known is held a part at a time.
 *
 * @param maxAtOnce bodies at once; further ones wait
 * @param patience how long a body waits for its turn before it is answered 503
 * @param slowest that a sender may be, in bytes a second over the time that was spent waiting for it
 * @param slowFor how long a sender is waited for, in all, before its pace is looked at
 * @param multipartThreshold above it, a body whose length is known is sent in parts
 * @param streamedPart of a body above the threshold; larger where 10,000 parts would not do. The store counts each
 *     part once it is complete, so a part is what is sent in vain when the store goes away
 * @param heldPart of a body whose length is not known; at most two of one body are held
 * @param heldParts held at once, in all; with their size this bounds the memory
 */
@Validated
@ConfigurationProperties("apk8s.lake.uploads")
record UploadProperties(@DefaultValue("64") @Min(1) @Max(1_024) int maxAtOnce,
        @DefaultValue("10s") @NotNull Duration patience,
        @DefaultValue("1KB") @NotNull DataSize slowest, @DefaultValue("60s") @NotNull Duration slowFor,
        @DefaultValue("1GB") @NotNull DataSize multipartThreshold,
        @DefaultValue("256MB") @NotNull DataSize streamedPart, @DefaultValue("8MB") @NotNull DataSize heldPart,
        @DefaultValue("6") @Min(1) @Max(1_024) int heldParts) {}

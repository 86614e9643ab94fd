package dev.apk8s.ingest.deadletter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How dead letters are shown.
 *
 * @param index that they are found in
 * @param replicas of that index
 * @param maxPayload beyond this a payload is cut, and the letter can be read but not replayed
 * @param maxReplay the most letters that one request replays
 */
@Validated
@ConfigurationProperties("apk8s.ingest.dead-letters")
record DeadLetterProperties(@DefaultValue("apk8s-dead-letters") @NotBlank String index,
        @DefaultValue("0") @Min(0) @Max(9) int replicas, @DefaultValue("1MB") @NotNull DataSize maxPayload,
        @DefaultValue("500") @Min(1) @Max(10_000) int maxReplay) {}

package dev.apk8s.lake.bucket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on buckets.
 *
 * @param maxPerTenant buckets of one tenant
 */
@Validated
@ConfigurationProperties("apk8s.lake.buckets")
record BucketProperties(@DefaultValue("1000") @Min(1) @Max(10_000) int maxPerTenant) {}

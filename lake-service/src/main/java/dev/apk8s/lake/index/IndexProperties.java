package dev.apk8s.lake.index;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lake's indexes.
 *
 * @param replicas of each; 1 or more in production
 */
@Validated
@ConfigurationProperties("apk8s.lake.index")
record IndexProperties(@DefaultValue("0") @Min(0) @Max(9) int replicas) {}

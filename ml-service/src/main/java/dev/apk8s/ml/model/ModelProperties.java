package dev.apk8s.ml.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on the registry.
 *
 * @param maxModels of all tenants
 * @param maxVersions of a model
 */
@Validated
@ConfigurationProperties("apk8s.ml.models")
record ModelProperties(@DefaultValue("1000") @Min(1) @Max(100_000) int maxModels,
        @DefaultValue("50") @Min(1) @Max(500) int maxVersions) {}

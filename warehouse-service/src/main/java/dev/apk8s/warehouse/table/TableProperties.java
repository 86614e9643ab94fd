package dev.apk8s.warehouse.table;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Tables over files of the lake.
 *
 * @param catalog where users find them
 * @param adminCatalog the catalog over the same metastore that may make tables over files; for the service user alone
 * @param scheme of the lake's addresses as the engine knows them
 * @param sampleFiles how many files types are inferred from, chosen over the whole prefix
 * @param sampleBytes how much of each is read
 * @param maxObjects how many objects a prefix may hold
 * @param checkBytes up to how much all files are read by the engine, not only the sample, before a table is made
 * @param checkLimit how long that may take
 */
@Validated
@ConfigurationProperties("apk8s.warehouse.tables")
record TableProperties(@DefaultValue("obj") @NotBlank String catalog,
        @DefaultValue("obj_admin") @NotBlank String adminCatalog, @DefaultValue("s3") @NotBlank String scheme,
        @DefaultValue("20") @Min(1) @Max(200) int sampleFiles, @DefaultValue("64KB") @NotNull DataSize sampleBytes,
        @DefaultValue("100000") @Min(1) int maxObjects, @DefaultValue("256MB") @NotNull DataSize checkBytes,
        @DefaultValue("2m") @NotNull Duration checkLimit) {}

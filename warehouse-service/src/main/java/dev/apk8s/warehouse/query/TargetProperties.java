package dev.apk8s.warehouse.query;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Results that are written to the lake.
 *
 * @param catalog of tables over the lake's objects, in which callers write
 * @param adminCatalog the same tables, with the right to make external ones; for the service user only
 * @param schema of the tables through which results are written; another tenant's begins with {@code <tenant>__}
 */
@Validated
@ConfigurationProperties("apk8s.warehouse.target")
record TargetProperties(@DefaultValue("obj") @NotBlank String catalog,
        @DefaultValue("obj_admin") @NotBlank String adminCatalog,
        @DefaultValue("results") @NotBlank String schema) {}

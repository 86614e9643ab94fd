package dev.apk8s.platform.span;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Spans as events. They are of all tenants, so they belong to the one who runs the platform.
 *
 * @param topic that the spans of sampled traces are written to; none are without it
 * @param tenant who may read them
 */
@Validated
@ConfigurationProperties("apk8s.spans")
record SpanProperties(@DefaultValue("") String topic, @DefaultValue("default") @NotBlank String tenant) {}

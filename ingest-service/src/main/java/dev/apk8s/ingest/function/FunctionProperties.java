package dev.apk8s.ingest.function;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Functions. The memory for calls of registered ones is at most {@code concurrent * 2 * maxBody}.
 *
 * @param builtIn the functions of the platform's services, by name: where they are
 * @param builtInTimeout how long such a service may take to begin its answer
 * @param maxFunctions how many may be registered by all tenants together
 * @param concurrent how many calls of registered functions may be under way
 * @param maxBody the largest body that a registered function may be given or answer with
 * @param longestTimeout the longest time that a registered function may be given for an answer
 */
@Validated
@ConfigurationProperties("apk8s.ingest.functions")
record FunctionProperties(@DefaultValue Map<String, URI> builtIn,
        @DefaultValue("30s") @NotNull Duration builtInTimeout,
        @DefaultValue("1000") @Min(0) @Max(100_000) int maxFunctions,
        @DefaultValue("32") @Min(1) @Max(1000) int concurrent, @DefaultValue("1MB") @NotNull DataSize maxBody,
        @DefaultValue("30s") @NotNull Duration longestTimeout) {}

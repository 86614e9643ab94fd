package dev.apk8s.ingest.flow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Flows. Each that runs has a consumer, which holds at most what {@code apk8s.events.max-poll-bytes} and a fetch of 4 MB
 * allow.
 *
 * @param maxFlows how many may be declared by all tenants together
 * @param maxDeclaration the largest declaration
 * @param devicesAtOnce how many devices' events a flow works on at once; one device's are worked on one after another
 * @param turn how long a flow works on what it polled before it looks for changes; what is left comes next
 * @param attempts how often a step that fails on its own is tried before the event becomes a dead letter
 * @param pause between such attempts
 * @param windowDevices how many devices a window step holds values of
 * @param windowValues how many values of each device it holds
 * @param rebuild how long the windows of a partition may take to be rebuilt from the log
 * @param shipped the flows of the default tenant that come with the platform, by name
 */
@Validated
@ConfigurationProperties("apk8s.ingest.flows")
record FlowProperties(@DefaultValue("30") @Min(0) @Max(10_000) int maxFlows,
        @DefaultValue("64KB") @NotNull DataSize maxDeclaration,
        @DefaultValue("16") @Min(1) @Max(1000) int devicesAtOnce, @DefaultValue("30s") @NotNull Duration turn,
        @DefaultValue("3") @Min(1) @Max(20) int attempts, @DefaultValue("200ms") @NotNull Duration pause,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int windowDevices,
        @DefaultValue("1000") @Min(2) @Max(100_000) int windowValues,
        @DefaultValue("2m") @NotNull Duration rebuild, @DefaultValue Map<String, @Valid Shipped> shipped) {

    /**
     * @param declaration a resource in YAML or JSON
     * @param enabled whether it is declared and started; one that was is paused when this is false
     */
    record Shipped(@NotNull Resource declaration, @DefaultValue("true") boolean enabled) {}
}

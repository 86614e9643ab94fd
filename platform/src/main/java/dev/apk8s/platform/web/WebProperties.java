package dev.apk8s.platform.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on requests.
 *
 * @param maxBody the largest body of a request, as it comes over the wire
 * @param bodyLimits other limits by path pattern, such as {@code /api/v1/streams/*\/events}
 * @param writeBuffer how much of an answer goes to the socket at once; each connection has one
 * @param drain for how long a service that was told to stop only ends connections with their next answer; where other
 *        instances take over it is a few seconds
 */
@Validated
@ConfigurationProperties("apk8s.web")
record WebProperties(@DefaultValue("1MB") @NotNull DataSize maxBody, @DefaultValue Map<String, DataSize> bodyLimits,
        @DefaultValue("8KB") @NotNull DataSize writeBuffer,
        @DefaultValue("0s") @NotNull Duration drain) {}

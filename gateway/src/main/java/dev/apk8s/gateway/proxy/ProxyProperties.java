package dev.apk8s.gateway.proxy;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on the way between the gateway and the services.
 *
 * @param connectTimeout for a connection to be made
 * @param sendTimeout for a service to take the next part of a request's body
 * @param responseTimeout for a service to begin its answer, and between two parts of it
 * @param streamTimeout between two parts of an event stream; services send comments more often than this
 * @param poolTimeout for a free connection, when all of a service's connections are in use
 * @param keepAlive how long an idle connection is kept; shorter than the services keep theirs
 * @param maxConnections connections to one service
 * @param maxStreams event streams open at the same time from one service, fewer than its connections
 */
@Validated
@ConfigurationProperties("apk8s.gateway.proxy")
record ProxyProperties(@DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("20s") @NotNull Duration sendTimeout, @DefaultValue("60s") @NotNull Duration responseTimeout,
        @DefaultValue("5m") @NotNull Duration streamTimeout, @DefaultValue("2s") @NotNull Duration poolTimeout,
        @DefaultValue("10s") @NotNull Duration keepAlive, @DefaultValue("512") @Min(1) int maxConnections,
        @DefaultValue("256") @Min(1) int maxStreams) {}

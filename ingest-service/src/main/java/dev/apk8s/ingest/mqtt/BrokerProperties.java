package dev.apk8s.ingest.mqtt;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The MQTT broker and this service's sessions there.
 *
 * @param enabled false where there is no broker: devices then send by HTTP only, and no command can be sent
 * @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://broker:8883}
 * @param user the platform's own user, who may read everything
 * @param clientId must be another for each replica, and the same after its restart: the broker keeps for it what it has
 *     not acknowledged
 * @param receiveMaximum how many messages the broker may send before the first is acknowledged
 * @param maxInFlight how many bytes of messages may wait for the log; beyond it nothing is read from the broker
 * @param sessionExpiry how long the broker collects messages while this replica is away
 * @param keepAlive after how long without traffic a dead connection is noticed
 * @param connectTimeout for connecting and for each step after it
 * @param longestPause between attempts to connect, which begin with 200 ms
 * @param adminUrl where {@code DELETE /api/v5/clients?username=} closes a user's connections
 * @param hookToken what the broker shows to us, and we to it; without it, all hooks are refused
 */
@Validated
@ConfigurationProperties("apk8s.ingest.mqtt")
record BrokerProperties(@DefaultValue("true") boolean enabled,
        @DefaultValue("tcp://127.0.0.1:1883") @NotBlank String url, @DefaultValue("apk8s-ingest") @NotBlank String user,
        @DefaultValue("") @NotNull String password, @DefaultValue("apk8s-ingest-local") @NotBlank String clientId,
        @DefaultValue("1000") @Min(1) @Max(65_535) int receiveMaximum,
        @DefaultValue("16MB") @NotNull DataSize maxInFlight, @DefaultValue("7d") @NotNull Duration sessionExpiry,
        @DefaultValue("30s") @NotNull Duration keepAlive, @DefaultValue("5s") @NotNull Duration connectTimeout,
        @DefaultValue("15s") @NotNull Duration longestPause,
        @DefaultValue("http://127.0.0.1:8161") @NotNull URI adminUrl, @DefaultValue("") @NotNull String hookToken) {

    @Override
    public String toString() {
        return "BrokerProperties[" + user + "@" + url + "]";
    }
}

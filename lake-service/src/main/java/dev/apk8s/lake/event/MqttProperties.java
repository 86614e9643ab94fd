package dev.apk8s.lake.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MQTT broker, to which the lake tells of processed objects.
 *
 * @param enabled false where there is no broker
 * @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://broker:8883}
 * @param user who may publish to {@code processed} and below, and needs no more
 * @param clientId must be another for each replica
 * @param timeout for connecting, and for the broker to confirm
 */
@Validated
@ConfigurationProperties("apk8s.lake.mqtt")
record MqttProperties(@DefaultValue("true") boolean enabled,
        @DefaultValue("tcp://127.0.0.1:1883") @NotBlank String url, @DefaultValue("apk8s-lake") @NotBlank String user,
        @DefaultValue("") @NotNull String password, @DefaultValue("apk8s-lake-local") @NotBlank String clientId,
        @DefaultValue("5s") @NotNull Duration timeout) {
    @Override
    public String toString() {
        return "MqttProperties[url=" + url + ", user=" + user + ", clientId=" + clientId + "]";
    }
}

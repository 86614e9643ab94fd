package dev.apk8s.ingest.device;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers send about devices. */
final class DeviceRequests {
    private DeviceRequests() {}

    @Schema(name = "RegisterDevice", description = "A device to register.")
    record Register(
            @Schema(description = "Unique over the installation: " + DeviceRules.ID_RULE
                    + ". One is made if it is not given.", example = "lab-d1") @Nullable String id,
            @Schema(description = "What to note about it: up to 16 texts of up to 256 characters.", example = "{\"room\":\"lab 1\"}") @Nullable Map<String, @Nullable String> attributes) {

        Map<String, @Nullable String> attributesOrNone() {
            return attributes == null ? Map.of() : attributes;
        }
    }

    @Schema(name = "DescribeDevice", description = "Attributes to set; null removes one; others stay.")
    record Describe(
            @Schema(example = "{\"room\":\"lab 2\",\"floor\":null}") Map<String, @Nullable String> attributes) {}

    @Schema(name = "RotateSecret", description = "How to change over to a new secret.")
    record Rotate(
            @Schema(type = "string", format = "duration", description = "ISO 8601: how long the former secret goes on counting, so that the device can change over by itself. Without it, the former ends at once and its connections are closed.", example = "PT1H") @Nullable Duration grace) {

        Duration graceOrNone() {
            return grace == null ? Duration.ZERO : grace;
        }
    }
}

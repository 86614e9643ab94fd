package dev.apk8s.ingest.command;

import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Schema(name = "SendCommand", description = "A command to a device.")
record CommandRequest(
        @Schema(description = "What is to be done: 1 to 64 letters, digits, '.', '_' or '-'.", example = "set-interval") @Nullable String name,
        @Schema(description = "Any JSON that the device is to get with it.", example = "{\"seconds\":5}") @Nullable JsonNode payload,
        @Schema(type = "string", format = "duration", description = "ISO 8601: how long the device may take to get it, and to answer where an answer is awaited; PT1S to P1D.", defaultValue = "PT60S", example = "PT30S") @Nullable Duration expiresIn,
        @Schema(description = "What to wait for: none (answer 202 at once), delivery (until the device has it) or answer (until it answered).", defaultValue = "none") @Nullable Await await) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofSeconds(60);

    String checkedName() {
        if (name == null || !NAME.matcher(name).matches()) {
            throw ProblemException.invalidField("name",
                    "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit");
        }
        return name;
    }

    Duration checkedExpiry(Duration longest) {
        Duration wanted = expiresIn == null ? USUAL : expiresIn;
        if (wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(longest) > 0) {
            throw ProblemException.invalidField("expiresIn", "must be from " + SHORTEST + " to " + longest);
        }
        return wanted;
    }

    Await awaitOrNone() {
        return await == null ? Await.NONE : await;
    }
}

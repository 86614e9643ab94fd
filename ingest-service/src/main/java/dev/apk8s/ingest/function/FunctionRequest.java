package dev.apk8s.ingest.function;

import dev.apk8s.platform.outbound.OutboundGuard;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

@Schema(name = "RegisterFunction", description = "A function that is called by its URL.")
record FunctionRequest(
        @Schema(description = "As in the path, if it is given.", example = "enrich") @Nullable String name,
        @Schema(description = "https or http, outside of the platform's network.", example = "https://functions.example.org/enrich") @Nullable String url,
        @Schema(type = "string", description = "ISO 8601: for one attempt; PT0.1S to PT30S.", defaultValue = "PT5S", example = "PT5S") @Nullable Duration timeout,
        @Schema(description = "How often it is called again when it cannot be reached, takes too long or answers 5xx; 0 to 5.", defaultValue = "2", example = "2") @Nullable Integer retries,
        @Schema(description = "The largest body it is given, in bytes.", defaultValue = "262144") @Nullable Long maxRequest,
        @Schema(description = "The largest answer it may give, in bytes.", defaultValue = "262144") @Nullable Long maxAnswer) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final int MAX_RETRIES = 5;
    private static final int USUAL_RETRIES = 2;
    private static final long USUAL_SIZE = DataSize.ofKilobytes(256).toBytes();

    RegisteredFunction function(String named, String tenant, String caller, FunctionProperties properties,
            OutboundGuard guard) {
        if (name != null && !name.equals(named)) {
            throw ProblemException.invalidField("name", "must be '" + named + "', as in the path");
        }
        if (!NAME.matcher(named).matches()) {
            throw ProblemException.invalidField("name",
                    "must be 1 to 63 lower case letters, digits or '-', beginning with a letter");
        }
        if (url == null) {
            throw ProblemException.invalidField("url", "is required");
        }
        guard.fault(url).ifPresent(fault -> {
            throw ProblemException.invalidField("url", fault);
        });
        return new RegisteredFunction(named, tenant, url, checkedTimeout(properties.longestTimeout()),
                checkedRetries(), size("maxRequest", maxRequest, properties), size("maxAnswer", maxAnswer, properties),
                caller, Instant.now());
    }

    private Duration checkedTimeout(Duration longest) {
        Duration wanted = timeout == null ? USUAL : timeout;
        if (wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(longest) > 0) {
            throw ProblemException.invalidField("timeout", "must be from " + SHORTEST + " to " + longest);
        }
        return wanted;
    }

    private int checkedRetries() {
        int wanted = retries == null ? USUAL_RETRIES : retries;
        if (wanted < 0 || wanted > MAX_RETRIES) {
            throw ProblemException.invalidField("retries", "must be from 0 to " + MAX_RETRIES);
        }
        return wanted;
    }

    private static long size(String field, @Nullable Long given, FunctionProperties properties) {
        long largest = properties.maxBody().toBytes();
        long wanted = given == null ? Math.min(USUAL_SIZE, largest) : given;
        if (wanted < 1 || wanted > largest) {
            throw ProblemException.invalidField(field, "must be from 1 to " + largest);
        }
        return wanted;
    }
}

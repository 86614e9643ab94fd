package dev.apk8s.ml.training;

import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.lake.Lake.Reader;
import dev.apk8s.platform.client.ServiceClients;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** SQL results, streamed as CSV. One that breaks off ends with an error, never as if it were whole. */
@Component
final class Warehouse {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int LONGEST_PROBLEM = 64 << 10;

    private final RestClient client;
    private final JsonMapper json;

    Warehouse(WarehouseProperties properties, JsonMapper json) {
        this.json = json;
        client = ServiceClients.of(properties.url(), properties.connectTimeout(), properties.readTimeout());
    }

    <T> T read(Access access, String statement, Reader<T> reader) {
        try {
            T read = client.post().uri("/api/v1/warehouse/queries/results?format=csv").headers(access::apply)
                    .contentType(MediaType.APPLICATION_JSON).body(Map.of("sql", statement))
                    .exchange((_, answer) -> {
                        try (InputStream body = answer.getBody()) {
                            if (!answer.getStatusCode().is2xxSuccessful()) {
                                throw refused(answer.getStatusCode().value(), body.readNBytes(LONGEST_PROBLEM));
                            }
                            return reader.read(body);
                        }
                    });
            if (read == null) {
                throw new IllegalStateException("A reader gives something");
            }
            return read;
        } catch (ResourceAccessException away) {
            throw new ProblemException(TrainingError.WAREHOUSE_UNAVAILABLE,
                    "The warehouse does not answer, or broke off the result.", away).retryAfter(RETRY_AFTER);
        }
    }

    /** What the warehouse says of a statement is meant for its author. */
    private ProblemException refused(int status, byte[] problem) throws IOException {
        String detail;
        try {
            detail = json.readTree(problem).path("detail").asString("");
        } catch (JacksonException none) {
            detail = new String(problem, 0, Math.min(problem.length, 200), StandardCharsets.UTF_8);
        }
        return new ProblemException(status == 503 ? TrainingError.WAREHOUSE_UNAVAILABLE : TrainingError.SOURCE_REFUSED,
                "The warehouse answered " + status + ": " + detail);
    }
}

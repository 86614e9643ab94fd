package dev.apk8s.gateway.status;

import dev.apk8s.platform.identity.OpenToAll;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "status", description = "What runs.")
class StatusController {
    private static final String EXAMPLE = """
            {
              "status": "degraded",
              "checked": "2026-11-23T10:15:30Z",
              "services": [
                {"name": "ingest-service", "title": "Ingest", "status": "degraded", "latencyMillis": 4, "breaker": "closed"}
              ],
              "engines": [
                {"name": "kafka", "title": "Event log", "status": "up"},
                {"name": "search", "title": "Search index", "status": "down"}
              ],
              "links": {"api": "/swagger-ui.html"}
            }""";

    private final StatusBoard board;

    StatusController(StatusBoard board) {
        this.board = board;
    }

    /** Open, because the landing page shows it before anybody logs in: names and conditions, nothing of the inside. */
    @OpenToAll
    @SecurityRequirements
    @GetMapping(path = "/api/v1/status", produces = "application/json")
    @Operation(operationId = "status", summary = "What runs, and how it is", description = "Services as they tell their health, engines as the services that use them see them. "
            + "Looked at every few seconds at most. Always answers 200: the condition is in the body.")
    @ApiResponse(responseCode = "200", description = "The conditions: `up`, `degraded`, `down`, `unknown`.", content = @Content(schema = @Schema(implementation = PlatformStatus.class), examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<PlatformStatus> status() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofSeconds(1))).body(board.latest());
    }
}

package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/warehouse/queries")
@Tag(name = "Queries", description = "SQL over the lake, the index, the streams and databases.")
class QueriesController {
    private static final String SUBMITTED = """
            {"id":"20261101_080000_00042_abcde","state":"RUNNING","columns":[{"name":"name","type":"varchar(25)"}],\
            "page":"qk3fZ..."}""";
    private static final String RUNNING = """
            {"id":"20261101_080000_00042_abcde","state":"RUNNING","progress":{"percent":40.0,"rows":600000,\
            "bytes":31000000,"splits":10,"completedSplits":4,"stages":2,"completedStages":1,"elapsedMillis":1200},\
            "sql":"SELECT name FROM nation","created":"2026-11-01T08:00:00Z"}""";

    private final QueryService queries;
    private final QueryPages pages;
    private final ResultTargets targets;

    QueriesController(QueryService queries, QueryPages pages, ResultTargets targets) {
        this.queries = queries;
        this.pages = pages;
        this.targets = targets;
    }

    @PostMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Run a query", description = """
            Hands one statement over to the engine, as the caller. The answer comes when there are rows, when the
            statement is done or has failed, or after a second. `page` is the token for the first page of the result:
            `GET /api/v1/warehouse/queries/{id}/results?page=...`.

            Whether the caller may read or write what the statement names is the engine's to say: 403 QUERY_FORBIDDEN.
            Errors of the statement are 400 QUERY_FAILED with `engineError`, `engineErrorType`, `line` and `column`.
            With `target` the result is written to the lake as Parquet, by the caller's own rights to read.""")
    @ApiResponse(responseCode = "200", description = "The statement is done and has no rows.", content = @Content(schema = @Schema(implementation = ShownQuery.class), examples = @ExampleObject("{\"id\":\"20261101_080000_00042_abcde\",\"state\":\"FINISHED\",\"updateType\":\"INSERT\",\"updateCount\":25}")))
    @ApiResponse(responseCode = "202", description = "It runs; Location tells how far it has come.", content = @Content(schema = @Schema(implementation = ShownQuery.class), examples = @ExampleObject(SUBMITTED)))
    ResponseEntity<ShownQuery> submit(Caller caller,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"sql":"SELECT name FROM nation WHERE regionkey = ? AND name LIKE ?","parameters":[1,"%A%"],\
                    "catalog":"tpch","schema":"tiny","maxRows":1000,"timeout":"PT30S"}"""))) @Valid @RequestBody QueryRequest request,
            @RequestHeader(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization) {
        QueryRequest.Target target = request.target();
        ShownQuery shown = target == null
                ? submitted(caller, request)
                : targets.write(caller, request, target, authorization);
        boolean done = shown.state().equals("FINISHED") && shown.page() == null;
        return ResponseEntity.status(done ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/warehouse/queries/" + shown.id())).body(shown);
    }

    private ShownQuery submitted(Caller caller, QueryRequest request) {
        PageToken limits = queries.token(caller, request, "");
        QueryService.Submitted submitted = queries.submit(caller, request);
        try (var page = submitted.page()) {
            String position = submitted.position();
            String token = position == null
                    ? null
                    : pages.seal(limits.of(page.query()), position, 0);
            return ShownQuery.of(page, token, null);
        }
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List one's own queries", description = "The newest first, as far back as the engine remembers; asked of the engine, so any replica knows.")
    @ApiResponse(responseCode = "200", description = "The queries.", content = @Content(schema = @Schema(implementation = ShownQuery.Listed.class), examples = @ExampleObject("{\"queries\":["
            + RUNNING + "]}")))
    ShownQuery.Listed list(Caller caller,
            @Parameter(description = "How many, 1 to 100.") @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return new ShownQuery.Listed(
                queries.list(caller, limit).stream().map(query -> ShownQuery.of(query, null)).toList());
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See how far a query has come", description = "404 NO_SUCH_QUERY if it is not the caller's, or the engine does not remember it any more.")
    @ApiResponse(responseCode = "200", description = "The query.", content = @Content(schema = @Schema(implementation = ShownQuery.class), examples = @ExampleObject(RUNNING)))
    ShownQuery read(Caller caller, @PathVariable String id) {
        return ShownQuery.of(queries.require(caller, id), null);
    }

    @DeleteMapping("/{id}")
    @Allowed(Role.VIEWER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a query", description = "Whatever it is doing; one that has ended is left alone.")
    @ApiResponse(responseCode = "204", description = "It has ended or is about to.")
    void cancel(Caller caller, @PathVariable String id) {
        queries.cancel(caller, id);
    }
}

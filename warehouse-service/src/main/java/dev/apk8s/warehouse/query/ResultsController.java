package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.ResultPage;
import dev.apk8s.warehouse.result.ResultFormat;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/warehouse/queries")
@Tag(name = "Queries")
class ResultsController {
    private static final String WHOLE = """
            {"query":"20261101_080000_00042_abcde","columns":[{"name":"name","type":"varchar(25)"},\
            {"name":"price","type":"decimal(12, 2)"}],"rows":[["ALGERIA","12.50"]],"rowCount":1,"truncated":false}""";
    private static final String PAGE = """
            {"query":"20261101_080000_00042_abcde","columns":[{"name":"name","type":"varchar(25)"}],\
            "rows":[["ALGERIA"],["ARGENTINA"]],"rowCount":2,"truncated":false,"state":"RUNNING","next":"x81kd..."}""";

    private final QueryService queries;
    private final QueryPages pages;
    private final QueryPlaces places;
    private final ResultStream stream;

    ResultsController(QueryService queries, QueryPages pages, QueryPlaces places, ResultStream stream) {
        this.queries = queries;
        this.pages = pages;
        this.places = places;
        this.stream = stream;
    }

    /** Runs on the request's own thread, which is virtual: a client that reads slowly holds the engine back, not others. */
    @PostMapping("/results")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Run a query and stream its result", description = """
            The whole result in one answer, in the form that `Accept` or `format` names. Until the first row is there an
            error is answered as a problem; after that, the connection breaks off before the body ends, and JSON and
            NDJSON have the problem as `error` at their end. A client that goes away ends the query.""")
    @ApiResponse(responseCode = "200", description = "The result.", content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = ResultPages.class), examples = @ExampleObject(WHOLE)),
            @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"), examples = @ExampleObject("{\"name\":\"ALGERIA\",\"price\":\"12.50\"}")),
            @Content(mediaType = "text/csv", schema = @Schema(type = "string"), examples = @ExampleObject("name,price\r\nALGERIA,12.50\r\n")),
            @Content(mediaType = "application/vnd.apache.arrow.stream", schema = @Schema(type = "string", format = "binary"))})
    void run(Caller caller,
            @Parameter(description = "`json`, `ndjson`, `csv` or `arrow`; goes before Accept.") @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Parameter(hidden = true) @Nullable String accept,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"sql":"SELECT name FROM nation WHERE regionkey = ?","parameters":[1],"catalog":"tpch","schema":"tiny"}"""))) @Valid @RequestBody QueryRequest request,
            HttpServletRequest http, HttpServletResponse response) throws InterruptedException {
        if (request.target() != null) {
            throw ProblemException.invalidField("target", "belongs to POST /api/v1/warehouse/queries");
        }
        ResultFormat chosen = chosen(format, accept);
        PageToken limits = queries.token(caller, request, "");
        try (var _ = places.take(caller)) {
            ResultPage first = queries.start(caller, request);
            stream.write(first, limits.of(first.query()), chosen, http, response);
        }
    }

    @GetMapping("/{id}/results")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a page of a query's result", description = """
            The rows that the engine has next, or none if it had none within a second: then go on with `next`. The token
            holds all that is known of the query, so any replica can answer; it is good for its caller only.

            The page that was read last can be read again by the same token. An earlier one is gone: 410 QUERY_GONE.
            With another `format` than `json` everything from this page on is streamed.""")
    @ApiResponse(responseCode = "200", description = "The page.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ResultPages.class), examples = @ExampleObject(PAGE)))
    void page(Caller caller, @PathVariable String id,
            @Parameter(description = "Token from the query or the page before.") @RequestParam String page,
            @Parameter(description = "`json`, `ndjson`, `csv` or `arrow`; goes before Accept.") @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Parameter(hidden = true) @Nullable String accept,
            HttpServletRequest http, HttpServletResponse response) throws IOException, InterruptedException {
        ResultFormat chosen = chosen(format, accept);
        PageToken token = pages.open(page, id, caller);
        try (ResultPage read = pages.read(token)) {
            if (chosen == ResultFormat.JSON) {
                pages.write(read, token, http, response);
            } else {
                stream.write(read, token, chosen, http, response);
                places.release(id);
            }
        }
    }

    private static ResultFormat chosen(@Nullable String format, @Nullable String accept) {
        if (format != null && !format.isEmpty()) {
            return ResultFormat.named(format)
                    .orElseThrow(() -> ProblemException.invalidField("format", "is none of json, ndjson, csv, arrow"));
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept).stream()
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed()).toList();
            return ResultFormat.accepted(types).orElseThrow(() -> new ProblemException(CommonError.NOT_ACCEPTABLE,
                    "A result is application/json, application/x-ndjson, text/csv or application/vnd.apache.arrow.stream."));
        } catch (InvalidMediaTypeException malformed) {
            throw new ProblemException(CommonError.NOT_ACCEPTABLE, "Accept is not a list of media types.", malformed);
        }
    }
}

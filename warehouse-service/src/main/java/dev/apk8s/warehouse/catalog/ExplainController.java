package dev.apk8s.warehouse.catalog;

import jakarta.validation.Valid;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.warehouse.engine.EngineSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/warehouse/explain")
@Tag(name = "Catalogs and tables")
final class ExplainController {
    private final CatalogReader reader;
    private final JsonMapper json;

    ExplainController(CatalogReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /** @param plan as the engine writes it */
    @Schema(name = "Plan")
    record Plan(ExplainRequest.Type type, @Schema(type = "object") JsonNode plan) {}

    @PostMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Show how a statement would be run", description = """
            The engine's plan, as JSON; the statement is not run. `IO` names the tables that are read, with the \
            conditions that their files or indexes are chosen by.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"sql":"SELECT name FROM nation WHERE regionkey = 1","catalog":"tpch","schema":"tiny"}""")))
    Plan explain(@RequestBody @Valid ExplainRequest request, Caller caller) {
        ExplainRequest.Type type = request.type() == null ? ExplainRequest.Type.LOGICAL : request.type();
        EngineSession session = EngineSession.of(caller).in(request.catalog(), request.schema());
        return new Plan(type, json.readTree(reader.explain(session, request.sql(), type)));
    }
}

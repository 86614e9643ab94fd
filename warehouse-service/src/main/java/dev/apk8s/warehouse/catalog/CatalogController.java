package dev.apk8s.warehouse.catalog;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.warehouse.engine.EngineSession;

@RestController
@RequestMapping("/api/v1/warehouse/catalogs")
@Tag(name = "Catalogs and tables")
final class CatalogController {
    private static final int LONGEST_NAME = 255;

    private final CatalogReader reader;

    CatalogController(CatalogReader reader) {
        this.reader = reader;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List catalogs", description = """
            `obj` has the lake's tables, `search` the index, `kafka` the streams, `tpch` data to try things on; `mysql` \
            a database, while it runs.""")
    List<String> catalogs(Caller caller) {
        return reader.catalogs(EngineSession.of(caller));
    }

    @GetMapping("/{catalog}/schemas")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the schemas of a catalog")
    List<String> schemas(@PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tpch") String catalog,
            Caller caller) {
        return reader.schemas(EngineSession.of(caller), catalog);
    }

    @GetMapping("/{catalog}/schemas/{schema}/tables")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the tables of a schema")
    List<TableEntry> tables(@PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tpch") String catalog,
            @PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tiny") String schema, Caller caller) {
        return reader.tables(EngineSession.of(caller), catalog, schema);
    }

    @GetMapping("/{catalog}/schemas/{schema}/tables/{table}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a table's columns", description = """
            In `search`, a name with a wildcard, such as `sensor-*`, is a table over all indexes that it matches.""")
    TableView table(@PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tpch") String catalog,
            @PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tiny") String schema,
            @PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "nation") String table, Caller caller) {
        return reader.table(EngineSession.of(caller), catalog, schema, table);
    }

    @GetMapping("/{catalog}/schemas/{schema}/tables/{table}/sample")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read some rows of a table")
    Sample sample(@PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tpch") String catalog,
            @PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "tiny") String schema,
            @PathVariable @Size(max = LONGEST_NAME) @Parameter(example = "nation") String table,
            @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit, Caller caller) {
        EngineSession session = EngineSession.of(caller);
        return reader.sample(session, reader.table(session, catalog, schema, table), limit);
    }
}

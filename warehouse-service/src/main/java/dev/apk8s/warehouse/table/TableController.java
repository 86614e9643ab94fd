package dev.apk8s.warehouse.table;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;

@RestController
@RequestMapping("/api/v1/warehouse/tables")
@Tag(name = "Tables over files")
final class TableController {
    private static final String EXAMPLE = """
            {"schema":"exports","name":"donors","source":{"bucket":"exports","prefix":"donors/"},"columns":[\
            {"name":"email","type":"varchar"},{"name":"name","type":"varchar"},{"name":"blood_type","type":"varchar"},\
            {"name":"birthday","type":"date"},{"name":"state","type":"varchar"}]}""";

    private final TableMaker maker;
    private final Tables tables;

    TableController(TableMaker maker, Tables tables) {
        this.maker = maker;
        this.tables = tables;
    }

    /** @param sql its name in statements */
    @Schema(name = "FileTableEntry")
    record Entry(String schema, String name, String sql) {}

    @PostMapping("/drafts")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Look into files and show the table that they would make", description = """
            Columns and types are inferred from a sample of the files, or taken as given. Nothing is made: correct what \
            is wrong and make the table with `POST /api/v1/warehouse/tables`. `misfits` names what does not fit by file, \
            line and column.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"source":{"bucket":"exports","prefix":"donors/"}}""")))
    DraftView draft(@RequestBody @Valid TableRequest request,
            @RequestHeader(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization) {
        return DraftView.of(maker.draft(authorization, request));
    }

    @PostMapping
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Make files of the lake a table", description = """
            All files below the prefix are the table, also those that come later. Without `columns` they are inferred as \
            by `/drafts`. Nothing is made when something does not fit.""")
    @ApiResponse(responseCode = "201", description = "The table can be queried under the name in `sql`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<MadeTable> make(@RequestBody @Valid TableRequest request,
            @RequestHeader(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization, Caller caller) {
        MadeTable made = maker.make(authorization, request, caller);
        return ResponseEntity.created(URI.create("/api/v1/warehouse/tables/" + made.schema() + "/" + made.name()))
                .body(made);
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the tables over files")
    List<Entry> list(Caller caller) {
        return tables.list(caller).stream()
                .map(name -> new Entry(name.schema(), name.name(), tables.inSql(name))).toList();
    }

    @GetMapping("/{schema}/{name}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a table over files", description = "Its columns, and where its files are.")
    MadeTable read(@PathVariable @Parameter(example = "exports") String schema,
            @PathVariable @Parameter(example = "donors") String name, Caller caller) {
        return tables.read(TableName.of(caller, schema, name));
    }

    @DeleteMapping("/{schema}/{name}")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Drop a table over files", description = "The files stay.")
    @ApiResponse(responseCode = "204", description = "Dropped.")
    ResponseEntity<Void> drop(@PathVariable @Parameter(example = "exports") String schema,
            @PathVariable @Parameter(example = "donors") String name, Caller caller) {
        tables.drop(TableName.of(caller, schema, name));
        return ResponseEntity.noContent().build();
    }
}

package dev.apk8s.ingest.function;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.outbound.OutboundGuard;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Functions that users register by URL. */
@RestController
@RequestMapping("/api/v1/functions")
@Tag(name = "Functions", description = "Functions of the platform, and those that are called by a URL.")
class FunctionRegistryController {
    private static final String EXAMPLE = """
            {"name":"enrich","url":"https://functions.example.org/enrich","timeout":"PT5S","retries":2,\
            "maxRequest":65536,"maxAnswer":65536}""";

    private final Functions functions;
    private final FunctionProperties properties;
    private final OutboundGuard guard;

    FunctionRegistryController(Functions functions, FunctionProperties properties, OutboundGuard guard) {
        this.functions = functions;
        this.properties = properties;
        this.guard = guard;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the functions", description = "The platform's own and those of the caller's tenant.")
    List<FunctionView> list(Caller caller) {
        return functions.visibleTo(caller.tenant());
    }

    @GetMapping("/{name}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read how a function is called")
    FunctionView get(@PathVariable String name, Caller caller) {
        return functions.view(caller.tenant(), name);
    }

    @PutMapping("/{name}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Register a function, or change it", description = """
            It belongs to the caller's tenant. The URL must be outside of the platform's network: that is checked each \
            time it is called, on the address that is then called.""")
    @ApiResponse(responseCode = "200", description = "Changed.")
    @ApiResponse(responseCode = "201", description = "Registered.")
    ResponseEntity<FunctionView> put(@PathVariable String name,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(EXAMPLE))) @RequestBody FunctionRequest request,
            Caller caller) {
        RegisteredFunction function = request.function(name, caller.tenant(), caller.name(), properties, guard);
        FunctionView view = FunctionView.of(function);
        return functions.put(function)
                ? ResponseEntity.created(URI.create("/api/v1/functions/" + name)).body(view)
                : ResponseEntity.ok(view);
    }

    @DeleteMapping("/{name}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Forget a function", description = "Flows that call it fail from then on, and keep their events as dead letters.")
    @ApiResponse(responseCode = "204", description = "Forgotten.")
    ResponseEntity<Void> delete(@PathVariable String name, Caller caller) {
        functions.delete(caller.tenant(), name);
        return ResponseEntity.noContent().build();
    }
}

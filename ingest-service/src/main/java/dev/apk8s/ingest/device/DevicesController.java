package dev.apk8s.ingest.device;

import dev.apk8s.ingest.device.DeviceRegistry.Changed;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Devices over HTTP. */
@RestController
@RequestMapping("/api/v1/devices")
@Tag(name = "devices", description = "Who may send telemetry and receive commands, and with which secret.")
class DevicesController {
    private static final String IF_MATCH = "The ETag of the device as it was read: 412 if it was changed since. Without it, the change applies to whatever there is.";
    private static final String EXAMPLE = """
            {"id":"lab-d1","enabled":true,"attributes":{"room":"lab 1"},\
            "created":"2026-11-01T10:00:00Z","updated":"2026-11-01T10:00:00Z"}""";

    private final DeviceRegistry registry;
    private final Devices devices;

    DevicesController(DeviceRegistry registry, Devices devices) {
        this.registry = registry;
        this.devices = devices;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Register a device", description = """
            Answers with the device's secret, which is shown this once: it is the password for HTTP Basic and for
            MQTT, with the id as user name. Lost secrets are rotated. If the answer is lost, as with 503
            LOG_UNAVAILABLE, the device may be there: rotate its secret.""")
    @ApiResponse(responseCode = "201", description = "Registered; Location is its address.", content = @Content(schema = @Schema(implementation = DeviceView.Registered.class), examples = @ExampleObject("""
            {"id":"lab-d1","secret":"shown-once","enabled":true,"attributes":{"room":"lab 1"},\
            "created":"2026-11-01T10:00:00Z"}""")))
    ResponseEntity<DeviceView.Registered> register(Caller caller,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"id":"lab-d1","attributes":{"room":"lab 1"}}"""))) @RequestBody DeviceRequests.Register request) {
        Changed registered = registry.register(caller.tenant(), request.id(), request.attributesOrNone());
        Device device = registered.device().value();
        return ResponseEntity.created(URI.create("/api/v1/devices/" + device.id()))
                .eTag(Revision.tag(registered.device().revision()))
                .body(DeviceView.registered(device, Objects.requireNonNull(registered.secret())));
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List devices", description = "In the order of their ids, a page at a time.")
    @ApiResponse(responseCode = "200", description = "A page.", content = @Content(schema = @Schema(implementation = DeviceView.Page.class), examples = @ExampleObject("{\"devices\":["
            + EXAMPLE + "],\"next\":\"lab-d1\"}")))
    DeviceView.Page list(Caller caller,
            @Parameter(description = "Begin after this id.") @RequestParam(required = false) @Nullable String after,
            @Parameter(description = "Devices on a page, 1 to 500.") @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            @Parameter(description = "Only those that are enabled, or are not.") @RequestParam(required = false) @Nullable Boolean enabled,
            @Parameter(description = "Only those with this attribute, as name:value; up to 5 times.", example = "room:lab 1") @RequestParam(required = false) @Nullable List<String> attribute) {
        DeviceFilter filter = DeviceFilter.of(enabled, attribute);
        return DeviceView.Page.of(registry.page(caller.tenant(), after, limit, filter), limit);
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a device", description = "ETag is its revision, for If-Match.")
    @ApiResponse(responseCode = "200", description = "The device.", content = @Content(schema = @Schema(implementation = DeviceView.Shown.class), examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<DeviceView.Shown> read(Caller caller, @PathVariable String id) {
        return answer(new Changed(devices.requireRevision(caller.tenant(), id), null, null));
    }

    @PatchMapping("/{id}")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Note attributes", description = "Sets those that are given, removes those given as null, leaves the others.")
    @ApiResponse(responseCode = "200", description = "The device.", content = @Content(schema = @Schema(implementation = DeviceView.Shown.class), examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<DeviceView.Shown> describe(Caller caller, @PathVariable String id,
            @Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"attributes":{"room":"lab 2","floor":null}}"""))) @RequestBody DeviceRequests.Describe request) {
        Map<String, @Nullable String> attributes = request.attributes();
        if (attributes == null) {
            throw ProblemException.invalidField("attributes", "is required");
        }
        return answer(registry.describe(caller.tenant(), id, Revision.ofIfMatch(ifMatch), attributes));
    }

    @PostMapping("/{id}/disable")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Disable a device", description = "Its secret no longer counts and its connections are closed. It stays registered, with its attributes.")
    @ApiResponse(responseCode = "200", description = "Disabled.", content = @Content(schema = @Schema(implementation = DeviceView.Shown.class), examples = @ExampleObject("""
            {"id":"lab-d1","enabled":false,"attributes":{"room":"lab 1"},"created":"2026-11-01T10:00:00Z",\
            "updated":"2026-11-01T11:00:00Z","cutOff":true}""")))
    ResponseEntity<DeviceView.Shown> disable(Caller caller, @PathVariable String id,
            @Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(registry.disable(caller.tenant(), id, Revision.ofIfMatch(ifMatch)));
    }

    @PostMapping("/{id}/enable")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Enable a device", description = "Its secret counts again.")
    @ApiResponse(responseCode = "200", description = "Enabled.", content = @Content(schema = @Schema(implementation = DeviceView.Shown.class), examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<DeviceView.Shown> enable(Caller caller, @PathVariable String id,
            @Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(registry.enable(caller.tenant(), id, Revision.ofIfMatch(ifMatch)));
    }

    @PostMapping("/{id}/rotate")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Give a device a new secret", description = """
            The new secret is shown this once. The former ends at once and its connections are closed; with a grace
            period it counts until then, so that the device can change over by itself.""")
    @ApiResponse(responseCode = "200", description = "Rotated.", content = @Content(schema = @Schema(implementation = DeviceView.Rotated.class), examples = @ExampleObject("""
            {"id":"lab-d1","secret":"shown-once","formerSecretUntil":"2026-11-01T12:00:00Z"}""")))
    ResponseEntity<DeviceView.Rotated> rotate(Caller caller, @PathVariable String id,
            @Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"grace":"PT1H"}"""))) @RequestBody(required = false) DeviceRequests.@Nullable Rotate request) {
        var grace = request == null ? java.time.Duration.ZERO : request.graceOrNone();
        Changed rotated = registry.rotate(caller.tenant(), id, Revision.ofIfMatch(ifMatch), grace);
        return ResponseEntity.ok().eTag(Revision.tag(rotated.device().revision())).body(DeviceView
                .rotated(rotated.device().value(), Objects.requireNonNull(rotated.secret()), rotated.cutOff()));
    }

    @DeleteMapping("/{id}")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Delete a device", description = "Its connections are closed. What it sent stays. The id is free again.")
    @ApiResponse(responseCode = "200", description = "Deleted.", content = @Content(schema = @Schema(implementation = DeviceView.Deleted.class), examples = @ExampleObject("""
            {"id":"lab-d1","cutOff":true}""")))
    DeviceView.Deleted delete(Caller caller, @PathVariable String id,
            @Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return new DeviceView.Deleted(id, registry.delete(caller.tenant(), id, Revision.ofIfMatch(ifMatch)));
    }

    private static ResponseEntity<DeviceView.Shown> answer(Changed changed) {
        return ResponseEntity.ok().eTag(Revision.tag(changed.device().revision()))
                .body(DeviceView.shown(changed.device().value(), changed.cutOff()));
    }
}

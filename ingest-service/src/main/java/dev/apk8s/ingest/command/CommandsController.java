package dev.apk8s.ingest.command;

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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands over HTTP. */
@RestController
@RequestMapping("/api/v1/devices/{id}/commands")
@Tag(name = "commands", description = "Commands to devices, and what became of them.")
class CommandsController {
    private static final String ACCEPTED = """
            {"id":"01933f3e-9d2a-7c3e-8f5e-1f2d3c4b5a69","device":"lab-d1","name":"set-interval","await":"none",\
            "outcome":"accepted","sender":"operator","expires":"2026-11-01T10:00:30Z",\
            "accepted":"2026-11-01T10:00:00Z"}""";
    private static final String ANSWERED = """
            {"id":"01933f3e-9d2a-7c3e-8f5e-1f2d3c4b5a69","device":"lab-d1","name":"set-interval","await":"answer",\
            "outcome":"answered","sender":"operator","expires":"2026-11-01T10:00:30Z",\
            "accepted":"2026-11-01T10:00:00Z","sent":"2026-11-01T10:00:00.010Z",\
            "delivered":"2026-11-01T10:00:00.020Z","answered":"2026-11-01T10:00:00.050Z","answer":{"seconds":5}}""";

    private final CommandService commands;

    CommandsController(CommandService commands) {
        this.commands = commands;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Send a command", description = """
            The command is kept on the log first, and then published over MQTT to `commands/<device>/<command id>`, at
            least once and with the same id each time. What happens to it, in the member `outcome`: `accepted` (kept),
            `sent` (the broker has it), `delivered` (the device acknowledged it), `answered` (the device published to
            the response topic), `expired` (its time was up first). A caller that awaits delivery or answer gets 200
            as soon as that has happened or the command expired; 202 if the wait was too long for one request: Location
            is where to ask. No such device is 404 NO_SUCH_DEVICE, a disabled one 409 DEVICE_DISABLED.""")
    @ApiResponse(responseCode = "200", description = "What was awaited happened, or the command expired.", content = @Content(schema = @Schema(implementation = ShownCommand.class), examples = @ExampleObject(ANSWERED)))
    @ApiResponse(responseCode = "202", description = "Kept; Location tells what becomes of it.", content = @Content(schema = @Schema(implementation = ShownCommand.class), examples = @ExampleObject(ACCEPTED)))
    ResponseEntity<ShownCommand> send(Caller caller, @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"name":"set-interval","payload":{"seconds":5},"expiresIn":"PT30S","await":"none"}"""))) @RequestBody CommandRequest request)
            throws InterruptedException {
        CommandState state = commands.send(caller, id, request);
        return ResponseEntity.status(state.isSettled() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/devices/" + id + "/commands/" + state.command().command()))
                .body(ShownCommand.of(state));
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List a device's recent commands", description = "The newest first, as far back as they are remembered: by default two days and the last 10,000 of all devices. The stream `commands` has all of them. 503 LOG_UNAVAILABLE while it is away.")
    @ApiResponse(responseCode = "200", description = "Recent commands.", content = @Content(schema = @Schema(implementation = ShownCommand.Recent.class), examples = @ExampleObject("{\"commands\":["
            + ANSWERED + "]}")))
    ShownCommand.Recent recent(Caller caller, @PathVariable String id,
            @Parameter(description = "How many, 1 to 500.") @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return new ShownCommand.Recent(
                commands.recent(caller.tenant(), id, limit).stream().map(ShownCommand::of).toList());
    }

    @GetMapping("/{commandId}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a command's state", description = "404 NO_SUCH_COMMAND if there is none, or it is no longer remembered; 503 LOG_UNAVAILABLE while the log is away.")
    @ApiResponse(responseCode = "200", description = "The command.", content = @Content(schema = @Schema(implementation = ShownCommand.class), examples = @ExampleObject(ANSWERED)))
    ShownCommand read(Caller caller, @PathVariable String id, @PathVariable String commandId) {
        return ShownCommand.of(commands.require(caller.tenant(), id, commandId));
    }
}

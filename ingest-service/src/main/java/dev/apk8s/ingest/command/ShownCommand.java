package dev.apk8s.ingest.command;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Command", description = "A command and how far it has come.")
record ShownCommand(@Schema(description = "Its id; the device sees the same.") String id,
        @Schema(example = "lab-d1") String device, @Schema(example = "set-interval") String name, Await await,
        @Schema(description = "How far it has come.") Outcome outcome,
        @Schema(description = "Who sent it.") String sender,
        @Schema(description = "Until when the device may get it, and answer.") Instant expires,
        @Schema(description = "When the log had it.") @Nullable Instant accepted,
        @Schema(description = "When the broker had it.") @Nullable Instant sent,
        @Schema(description = "When the device acknowledged it.") @Nullable Instant delivered,
        @Schema(description = "When the device answered.") @Nullable Instant answered,
        @Schema(description = "What the device answered: any JSON.", type = "object") @JsonRawValue @Nullable String answer) {

    @Schema(name = "Commands", description = "Recent commands, the newest first.")
    record Recent(List<ShownCommand> commands) {}

    static ShownCommand of(CommandState state) {
        Command command = state.command();
        var happened = state.happened();
        return new ShownCommand(command.command(), command.device(), command.name(), command.await(),
                state.outcome(), command.sender(), command.expires(), happened.get(Outcome.ACCEPTED),
                happened.get(Outcome.SENT), happened.get(Outcome.DELIVERED), happened.get(Outcome.ANSWERED),
                state.answer());
    }
}

package dev.apk8s.ingest.command;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.device.DeviceError;
import dev.apk8s.ingest.device.Devices;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes commands from users and tells what became of them. */
@Component
final class CommandService {
    private static final long KEEP_SECONDS = 15;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** An expiry is noted on the log a little later than it happens. */
    private static final Duration EXPIRY_TAKES = Duration.ofSeconds(2);

    private final Devices devices;
    private final CommandLog log;
    private final CommandView view;
    private final CommandTail tail;
    private final CommandProperties properties;
    private final JsonMapper json;

    CommandService(Devices devices, CommandLog log, CommandView view, CommandTail tail,
            CommandProperties properties, JsonMapper json) {
        this.devices = devices;
        this.log = log;
        this.view = view;
        this.tail = tail;
        this.properties = properties;
        this.json = json;
    }

    /** Keeps a command, and waits for what its sender awaits, or until the longest wait is over. */
    CommandState send(Caller caller, String deviceId, CommandRequest request) throws InterruptedException {
        Device device = devices.require(caller.tenant(), deviceId);
        if (!device.enabled()) {
            throw new ProblemException(DeviceError.DEVICE_DISABLED,
                    "'" + deviceId + "' is disabled: it can receive nothing. Enable it first.")
                    .with("device", deviceId);
        }
        Duration expiry = request.checkedExpiry(properties.longestExpiry());
        Instant now = Instant.now();
        Command command = new Command(UuidCreator.getTimeOrderedEpoch().toString(), deviceId, request.checkedName(),
                payload(request), request.awaitOrNone(), now.plus(expiry), caller.name());
        CompletableFuture<CommandState> settled = command.await() == Await.NONE
                ? CompletableFuture.completedFuture(null)
                : view.expect(command.command());
        try {
            keep(caller.tenant(), command);
            return command.await() == Await.NONE
                    ? CommandState.accepted(command, caller.tenant(), 0, null, now)
                    : wait(settled, expiry, CommandState.accepted(command, caller.tenant(), 0, null, now));
        } finally {
            view.forget(command.command());
        }
    }

    CommandState require(String tenant, String device, String command) {
        devices.require(tenant, device);
        Optional<CommandState> known = find(tenant, device, command);
        if (known.isEmpty()) {
            tail.awaitCaughtUp();
            known = find(tenant, device, command);
        }
        return known.orElseThrow(() -> new ProblemException(CommandError.NO_SUCH_COMMAND,
                "'" + device + "' was sent no command '" + command
                        + "', or it is no longer remembered: the stream 'commands' may still have it."));
    }

    private Optional<CommandState> find(String tenant, String device, String command) {
        return view.find(command).filter(sentTo(tenant, device));
    }

    List<CommandState> recent(String tenant, String device, int limit) {
        devices.require(tenant, device);
        tail.awaitCaughtUp();
        return view.recent(sentTo(tenant, device), limit);
    }

    private static Predicate<CommandState> sentTo(String tenant, String device) {
        return state -> state.tenant().equals(tenant) && state.command().device().equals(device);
    }

    private @Nullable String payload(CommandRequest request) {
        if (request.payload() == null) {
            return null;
        }
        String payload = json.writeValueAsString(request.payload());
        long largest = properties.maxPayload().toBytes();
        if (payload.getBytes(StandardCharsets.UTF_8).length > largest) {
            throw ProblemException.invalidField("payload", "must have " + largest + " bytes at most");
        }
        return payload;
    }

    private void keep(String tenant, Command command) throws InterruptedException {
        try {
            log.keep(tenant, command).get(KEEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new ProblemException(CommonError.LOG_UNAVAILABLE,
                    "Whether the command was kept is not known. List the device's commands before you send it again.",
                    away).retryAfter(RETRY_AFTER);
        }
    }

    private CommandState wait(CompletableFuture<CommandState> settled, Duration expiry, CommandState accepted)
            throws InterruptedException {
        Duration untilNoted = expiry.plus(EXPIRY_TAKES);
        Duration longest = untilNoted.compareTo(properties.longestWait()) < 0 ? untilNoted : properties.longestWait();
        try {
            return settled.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return view.find(accepted.command().command()).orElse(accepted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("A command's outcome never fails", impossible);
        }
    }
}

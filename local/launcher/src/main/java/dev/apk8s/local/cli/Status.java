package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows what runs. */
@Command(name = "status", mixinStandardHelpOptions = true, header = "Show what runs, where, for how long and with how much memory.", description = {
        "Ends with 0 when all is ready, 1 when something is not, 5 when nothing runs."}, //
        footerHeading = "%n@|bold Examples|@%n", footer = {"  ./apk8s status",
                "  ./apk8s status --json | jq -r '.components[] | select(.name==\"kafka\").pid'"})
final class Status implements Callable<Integer> {
    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Option(names = "--json", description = "As JSON, for scripts.")
    private boolean json;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() {
        Optional<SupervisorView> view = homeOptions.supervisor().map(ControlClient::status);
        if (json) {
            Object value = view.isPresent()
                    ? view.get()
                    : Map.of("home", homeOptions.home().directory().toString(),
                            "components", List.of());
            screen.printPlain(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsString(value));
        } else if (view.isPresent()) {
            new StatusTable(screen).print(view.get());
        } else {
            screen.print("Nothing runs for " + homeOptions.home().directory() + ". Start it with: @|bold ./apk8s up|@");
        }
        if (view.isEmpty()) {
            return ExitCode.NOT_RUNNING.number();
        }
        return (view.get().isAllReady() ? ExitCode.DONE : ExitCode.COMPONENT_FAILED).number();
    }
}

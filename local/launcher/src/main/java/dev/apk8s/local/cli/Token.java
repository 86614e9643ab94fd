package dev.apk8s.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Logs a demo user in. */
@Command(name = "token", mixinStandardHelpOptions = true, header = "Print an access token of a demo user.", description = {
        "Logs the user in at Keycloak (client @|bold apk8s-cli|@) with the password from secrets.yaml. The token holds"
                + " for 15 minutes."}, footerHeading = "%n@|bold Examples|@%n", footer = {
                        "  ./apk8s token admin",
                        "  curl -H \"Authorization: Bearer $(./apk8s token viewer)\" http://127.0.0.1:8080/api/v1/devices"})
final class Token implements Callable<Integer> {
    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Parameters(paramLabel = "USER", description = "admin, operator, scientist, viewer; of another tenant: acme-admin,"
            + " acme-viewer.")
    private String user = "";

    @Option(names = "--json", description = "Print all that Keycloak answers: also the refresh token and how long each holds.")
    private boolean json;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        LogIn logIn = new LogIn(homeOptions.home(), homeOptions.catalog());
        screen.printPlain(json ? logIn.answer(user) : logIn.token(user));
        return ExitCode.DONE.number();
    }
}

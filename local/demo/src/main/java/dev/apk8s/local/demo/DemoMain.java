package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Ink;
import dev.apk8s.local.demo.show.Screen;
import dev.apk8s.local.demo.step.RunSettings;
import java.net.http.HttpClient;
import java.time.Duration;

/** Started by {@code ./apk8s demo}. Exit codes: 0 all counts agree, 1 something is off, 5 the platform does not run. */
public final class DemoMain {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int AGREE = 0;
    private static final int OFF = 1;

    private DemoMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(Environment.of(System.getenv())));
    }

    private static int run(Environment environment) throws InterruptedException {
        Ink ink = new Ink(environment.colors());
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT).build();
                Screen screen = new Screen(environment.terminal(), ink)) {
            Demo demo = new Demo(http, environment, screen);
            Thread hook = Thread.ofPlatform().name("interrupted").unstarted(() -> interrupted(demo));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                introduce(screen, environment.settings());
                boolean good = demo.run();
                Runtime.getRuntime().removeShutdownHook(hook);
                return good ? AGREE : OFF;
            } catch (DemoException fault) {
                screen.print("");
                screen.print(ink.bad("✘ ") + fault.getMessage());
                Runtime.getRuntime().removeShutdownHook(hook);
                return fault.kind().exitCode();
            }
        }
    }

    private static void introduce(Screen screen, RunSettings settings) {
        Ink ink = screen.ink();
        screen.print("");
        screen.print("  " + ink.bold("apk8s demo") + "  " + settings.devices() + " devices, "
                + Amounts.count(Math.round(settings.rate())) + " readings a second for "
                + settings.duration().toSeconds() + " s, over HTTP and MQTT  " + ink.faint("run " + settings.run()
                        + ", seed " + settings.seed()));
        screen.print("");
    }

    private static void interrupted(Demo demo) {
        try {
            demo.cleanUp();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (DemoException fault) {
            System.err.println(fault.getMessage());
        }
    }
}

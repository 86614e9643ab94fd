package dev.apk8s.local.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

import dev.apk8s.local.sample.Donors;
import dev.apk8s.local.sample.LakeUploads;
import dev.apk8s.local.supervisor.ComponentView;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the donors and puts them into the bucket {@code exports}. */
@Command(name = "donors", mixinStandardHelpOptions = true, header = "1,000,000 donors of blood: email,name,type,birthday,state.", description = {
        "About 60 MB of CSV, as @|bold donors.csv|@ in the bucket @|bold exports|@, made while it is sent; the same seed"
                + " gives the same rows. The warehouse's tour asks questions of them."}, //
        footerHeading = "%n@|bold Examples|@%n", footer = {"  ./apk8s sample donors",
                "  ./apk8s sample donors --objects          and as 1,000 objects below donors/"})
final class SampleDonors implements Callable<Integer> {
    private static final String BUCKET = "exports";
    private static final int ROWS_OF_AN_OBJECT = 1_000;
    private static final int UPDATE_MILLIS = 120;
    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(5);
    private static final LocalDateTime FIRST_NAME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final DateTimeFormatter NAMES = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Option(names = "--objects", description = "Also as objects of 1,000 rows each: exports/donors/<yyyyMMddHHmmss>.csv")
    private boolean objects;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000000", description = "How many, 1000 to 10000000. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--user", paramLabel = "USER", defaultValue = "operator", description = "Who puts them: operator or admin. Default: ${DEFAULT-VALUE}")
    private String user = "";

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        if (rows < ROWS_OF_AN_OBJECT || rows > 10_000_000) {
            throw new Problem(ExitCode.WRONG_USAGE, "--rows must be from 1000 to 10000000.");
        }
        String gateway = homeOptions.runningSupervisor().status().components().stream()
                .filter(component -> component.name().equals("gateway")).map(ComponentView::exports)
                .map(exports -> exports.get("url")).findFirst().flatMap(Optional::ofNullable)
                .orElseThrow(() -> new Problem(ExitCode.NOT_RUNNING, "The gateway does not run."));
        LogIn logIn = new LogIn(homeOptions.home(), homeOptions.catalog());
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build()) {
            put(new LakeUploads(client, gateway, new RenewedToken(logIn, user, TOKEN_HOLDS)));
        } catch (IOException failed) {
            throw new Problem(ExitCode.COMPONENT_FAILED, String.valueOf(failed.getMessage()));
        }
        screen.print("@|green ✔|@ " + rows + " donors are in the lake: @|bold " + BUCKET + "/donors.csv|@"
                + (objects ? " and " + count() + " objects below @|bold " + BUCKET + "/donors/|@" : ""));
        return ExitCode.DONE.number();
    }

    private void put(LakeUploads uploads) throws IOException, InterruptedException {
        Donors donors = new Donors(seed);
        try (ProgressBar bar = bar(donors.length(1, rows) * (objects ? 2 : 1))) {
            LongConsumer taken = bar::stepBy;
            uploads.put(BUCKET, "donors.csv", donors, new LakeUploads.Rows(1, rows), taken);
            for (int number = 0; objects && number < count(); number++) {
                int first = number * ROWS_OF_AN_OBJECT + 1;
                bar.setExtraMessage(" object " + (number + 1) + "/" + count());
                uploads.put(BUCKET, "donors/" + NAMES.format(FIRST_NAME.plusSeconds(number)) + ".csv", donors,
                        new LakeUploads.Rows(first, Math.min(rows, first + ROWS_OF_AN_OBJECT - 1)), taken);
            }
            bar.stepTo(bar.getMax());
        }
    }

    private int count() {
        return (rows + ROWS_OF_AN_OBJECT - 1) / ROWS_OF_AN_OBJECT;
    }

    private ProgressBar bar(long bytes) {
        ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName("  Donors").setInitialMax(bytes)
                .setUnit(" MB", 1_000_000).setUpdateIntervalMillis(screen.isTerminal() ? UPDATE_MILLIS : 10_000)
                .setStyle(screen.isTerminal() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII);
        return builder.build();
    }
}

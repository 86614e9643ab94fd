package dev.apk8s.local.cli;

import dev.apk8s.local.build.BuildListener;
import dev.apk8s.local.build.Freshness;
import dev.apk8s.local.build.Maven;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.home.Home;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Builds what is missing or out of date, and shows how far it is. */
final class BuildStep {
    private static final int UPDATE_MILLIS = 120;
    private static final int MOST_NAME = 40;

    private final Screen screen;
    private final Path root;
    private final Home home;

    BuildStep(Screen screen, Path root, Home home) {
        this.screen = screen;
        this.root = root;
        this.home = home;
    }

    void run(Collection<Descriptor> descriptors) throws InterruptedException {
        Freshness freshness = new Freshness(root);
        List<Descriptor> stale = freshness.stale(descriptors);
        if (stale.isEmpty()) {
            return;
        }
        screen.print("Building what is new: @|bold "
                + stale.stream().map(Descriptor::name).collect(Collectors.joining(", ")) + "|@");
        Maven maven = new Maven(root, home.log("build"));
        if (screen.isTerminal()) {
            buildWithBar(maven, stale);
        } else {
            maven.build(stale, new Lines(screen));
        }
        freshness.markBuilt(stale);
    }

    private static void buildWithBar(Maven maven, List<Descriptor> stale) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("  Maven").setInitialMax(stale.size())
                .setUpdateIntervalMillis(UPDATE_MILLIS).setStyle(ProgressBarStyle.UNICODE_BLOCK).hideEta()
                .continuousUpdate().build()) {
            maven.build(stale, new Bar(bar));
            bar.stepTo(bar.getMax());
            bar.setExtraMessage(" done");
        }
    }

    private record Bar(ProgressBar bar) implements BuildListener {
        @Override
        public void module(String name, int number, int total) {
            bar.maxHint(total);
            bar.stepTo(number - 1L);
            bar.setExtraMessage(" " + name);
        }

        @Override
        public void downloading(String file) {
            bar.setExtraMessage(" fetching " + (file.length() > MOST_NAME ? file.substring(0, MOST_NAME) + "…" : file));
        }
    }

    private record Lines(Screen screen) implements BuildListener {
        @Override
        public void module(String name, int number, int total) {
            screen.printPlain("  building " + name + " (" + number + "/" + total + ")");
        }

        @Override
        public void downloading(String file) {
            // One line a module is enough for a log: the build's own log has the rest.
        }
    }
}

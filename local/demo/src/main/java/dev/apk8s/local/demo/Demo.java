package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.Addresses;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.client.LogIn;
import dev.apk8s.local.demo.count.DeviceCount;
import dev.apk8s.local.demo.count.SearchableTimes;
import dev.apk8s.local.demo.count.Verdict;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.device.Probes;
import dev.apk8s.local.demo.device.Readings;
import dev.apk8s.local.demo.device.Trace;
import dev.apk8s.local.demo.show.Screen;
import dev.apk8s.local.demo.step.BeginCounting;
import dev.apk8s.local.demo.step.CommandDevice;
import dev.apk8s.local.demo.step.ConnectDevices;
import dev.apk8s.local.demo.step.CountInIndex;
import dev.apk8s.local.demo.step.FollowTrace;
import dev.apk8s.local.demo.step.CountInLog;
import dev.apk8s.local.demo.step.Counters;
import dev.apk8s.local.demo.step.RegisterDevices;
import dev.apk8s.local.demo.step.RemoveDevices;
import dev.apk8s.local.demo.step.RunSettings;
import dev.apk8s.local.demo.step.SendReadings;
import dev.apk8s.local.demo.step.SignIn;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The steps, one after the other. */
final class Demo {
    private static final long PROBE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HttpClient http;
    private final Environment environment;
    private final Screen screen;
    private final Steps steps;
    private final Trace trace = Trace.begin();
    private volatile @Nullable Gateway gateway;
    private volatile @Nullable ClosedLoop loop;

    Demo(HttpClient http, Environment environment, Screen screen) {
        this.http = http;
        this.environment = environment;
        this.screen = screen;
        this.steps = new Steps(screen);
    }

    /** @return whether all counts agree */
    boolean run() throws InterruptedException {
        RunSettings settings = environment.settings();
        LogIn logIn = new LogIn(http, settings.addresses().issuer(), environment.user(), environment.password());
        Gateway opened = steps.perform(new SignIn(http, settings.addresses().gateway(), logIn));
        gateway = opened;
        try {
            return withDevices(opened, settings, steps.perform(new RegisterDevices(opened, settings)));
        } finally {
            cleanUp();
        }
    }

    private boolean withDevices(Gateway opened, RunSettings settings, List<Identity> identities)
            throws InterruptedException {
        Probes probes = new Probes(SearchableTimes.MOST_PROBES, PROBE_INTERVAL_NANOS);
        Readings readings = environment.readings();
        try (Fleet fleet = Fleet.of(identities, settings.addresses(), http, probes, readings)) {
            steps.perform(new ConnectDevices(fleet));
            if (!environment.parts().loop()) {
                return measured(opened, settings, fleet, probes, null);
            }
            try (ClosedLoop opening = new ClosedLoop(steps, settings, opened, scientist().orElseThrow(), fleet,
                    trace)) {
                loop = opening;
                opening.begin(readings);
                return measured(opened, settings, fleet, probes, opening);
            }
        }
    }

    private boolean measured(Gateway opened, RunSettings settings, Fleet fleet, Probes probes,
            @Nullable ClosedLoop closing) throws InterruptedException {
        try (Counters counters = steps.perform(new BeginCounting(opened, settings, probes))) {
            Instant since = Instant.now();
            steps.perform(new SendReadings(fleet, counters, settings, screen.ink()));
            CommandDevice.Result command = steps.perform(new CommandDevice(opened, fleet, trace));
            fleet.settle(Duration.ofSeconds(10));
            steps.perform(new CountInLog(fleet, counters.log()));
            List<DeviceCount> counts = steps.perform(new CountInIndex(fleet, counters));
            List<String> others = new ArrayList<>();
            List<FollowTrace.Span> spans = List.of();
            if (environment.parts().lake()) {
                LakeAndWarehouse.Shown shown = lakeAndWarehouse(opened)
                        .show(fleet.devices().getFirst().identity(), since, sent(counts));
                others.addAll(shown.faults());
                if (closing != null) {
                    others.addAll(closing.show(fleet, sent(counts), shown.manifest()));
                    spans = closing.followTrace();
                }
            }
            return report(fleet, counters, new Outcome(counts, command, spans), probes, others);
        }
    }

    /** What was seen of the run. */
    private record Outcome(List<DeviceCount> counts, CommandDevice.Result command, List<FollowTrace.Span> spans) {}

    private LakeAndWarehouse lakeAndWarehouse(Gateway operator) {
        return new LakeAndWarehouse(steps, environment.settings(), operator,
                environment.parts().warehouse() ? scientist() : Optional.empty());
    }

    private Optional<Gateway> scientist() {
        Addresses addresses = environment.settings().addresses();
        return environment.parts().scientistPassword().map(password -> new Gateway(http, addresses.gateway(),
                new LogIn(http, addresses.issuer(), "scientist", password)));
    }

    private static long sent(List<DeviceCount> counts) {
        return counts.stream().mapToLong(DeviceCount::sent).sum();
    }

    private boolean report(Fleet fleet, Counters counters, Outcome outcome, Probes probes, List<String> others) {
        Verdict verdict = Verdict.of(outcome.counts());
        if (!probes.underWay().isEmpty()) {
            String fault = counters.times().fault();
            others.add(probes.underWay().size() + " of " + probes.chosen() + " watched readings were not found by "
                    + "their id" + (fault == null ? "" : ": " + fault) + ": " + probes.underWay().getFirst());
        }
        Report report = new Report(screen);
        report.counts(verdict);
        report.times(fleet.devices(), counters.times().times());
        report.command(outcome.command());
        report.trace(trace, outcome.spans());
        report.verdict(verdict, others);
        return verdict.isGood() && others.isEmpty();
    }

    /** Deletes what was registered, unless it is to be kept. Called once, at the end or when interrupted. */
    void cleanUp() throws InterruptedException {
        Gateway opened = gateway;
        gateway = null;
        if (opened == null) {
            return;
        }
        ClosedLoop opening = loop;
        try {
            if (opening != null) {
                opening.remove();
            }
        } finally {
            removeDevices(opened);
        }
    }

    private void removeDevices(Gateway opened) throws InterruptedException {
        if (environment.settings().keep()) {
            screen.print("");
            screen.print(
                    "  The devices stay registered, each with attribute run:" + environment.settings().run() + ".");
        } else {
            steps.perform(new RemoveDevices(opened, environment.settings()));
        }
    }
}

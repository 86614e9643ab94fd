package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.device.Mqtt5Device;
import dev.apk8s.local.demo.device.Readings;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.device.TopicWatch;
import dev.apk8s.local.demo.device.Trace;
import dev.apk8s.local.demo.step.AnchorSnapshot;
import dev.apk8s.local.demo.step.CloseLoop;
import dev.apk8s.local.demo.step.FollowTrace;
import dev.apk8s.local.demo.step.RemoveLoop;
import dev.apk8s.local.demo.step.RunSettings;
import dev.apk8s.local.demo.step.StartFlows;
import dev.apk8s.local.demo.step.TakeSnapshot;
import dev.apk8s.local.demo.step.TrainModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform is for: a model judges the readings, a contract records what it finds amiss, the contract's event
 * makes another device act, and what happened can be proven.
 */
final class ClosedLoop implements AutoCloseable {
    private final Steps steps;
    private final RunSettings settings;
    private final Gateway operator;
    private final Gateway scientist;
    private final Trace trace;
    private final Identity acting;
    private final TopicWatch cooler;

    /** @param trace of the reading whose way is shown in the end */
    ClosedLoop(Steps steps, RunSettings settings, Gateway operator, Gateway scientist, Fleet fleet, Trace trace) {
        this.steps = steps;
        this.settings = settings;
        this.operator = operator;
        this.scientist = scientist;
        this.trace = trace;
        acting = fleet.devices().stream().filter(Mqtt5Device.class::isInstance).findFirst()
                .map(SimulatedDevice::identity).orElseThrow();
        cooler = new TopicWatch(acting, settings.addresses().mqtt(), "commands/" + acting.id() + "/#");
    }

    void begin(Readings readings) throws InterruptedException {
        String model = steps.perform(new TrainModel(operator, scientist, settings, readings));
        steps.perform(new StartFlows(operator, settings, model, acting));
    }

    /**
     * @param sent how many readings there are
     * @return what is off, in words
     */
    List<String> show(Fleet fleet, long sent, TakeSnapshot.Manifest manifest) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        CloseLoop.Result result = steps.perform(new CloseLoop(operator, settings, fleet, cooler, () -> sent));
        expect(faults, sent, result.judged(), "readings sent", "judged");
        expect(faults, result.judgements().planted(), result.judgements().found(), "anomalies planted", "found");
        expect(faults, result.judgements().planted(), result.judgements().hits(), "anomalies planted",
                "of them found");
        expect(faults, result.judgements().found(), result.commands().size(), "events of the contract",
                "commands received");
        steps.perform(new AnchorSnapshot(operator, manifest));
        return faults;
    }

    List<FollowTrace.Span> followTrace() throws InterruptedException {
        return steps.perform(new FollowTrace(operator, trace));
    }

    void remove() throws InterruptedException {
        steps.perform(new RemoveLoop(operator, scientist, settings));
    }

    private static void expect(List<String> faults, long wanted, long found, String what, String where) {
        if (wanted != found) {
            faults.add(wanted + " " + what + ", but " + found + " " + where);
        }
    }

    @Override
    public void close() {
        cooler.close();
    }
}

package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.show.Screen;
import dev.apk8s.local.demo.step.Step;

/** Performs steps, and shows how far each is. */
record Steps(Screen screen) {
    <T> T perform(Step<T> step) throws InterruptedException {
        screen.begin(step.title());
        try {
            Step.Done<T> done = step.run(screen::show);
            screen.done(done.summary());
            return done.value();
        } catch (DemoException fault) {
            screen.failed(step.title());
            throw fault;
        }
    }
}

package dev.apk8s.ml.serving;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.platform.problem.ProblemException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Follows the registry: what shall be loaded is loaded, after a restart too, and what shall not be is let go. */
@Component
class LoadedKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LoadedKeeper.class);

    private final ModelRegistry registry;
    private final Serving serving;
    private final Semaphore changes = new Semaphore(1);
    private volatile boolean running;

    LoadedKeeper(ModelRegistry registry, Serving serving) {
        this.registry = registry;
        this.serving = serving;
        registry.onChange((_, _) -> {
            if (changes.availablePermits() == 0) {
                changes.release();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("models-keeper").daemon().start(this::follow);
    }

    private void follow() {
        while (running) {
            changes.acquireUninterruptibly();
            serving.retire();
            registry.all().forEach(this::load);
        }
    }

    private void load(Model model) {
        for (ModelVersion version : model.versions()) {
            if (running && version.loaded() && !serving.isLoaded(model, version)) {
                try {
                    serving.load(model, version);
                } catch (ProblemException notNow) {
                    log.warn("{} version {} of tenant {} is not loaded; it is tried again: {}", model.name(),
                            version.version(), model.tenant(), notNow.detail());
                } catch (RuntimeException failed) {
                    log.error("{} version {} of tenant {} is not loaded", model.name(), version.version(),
                            model.tenant(), failed);
                }
            }
        }
    }

    /** What could not be loaded is tried again. */
    @Scheduled(fixedDelayString = "${apk8s.ml.serving.retry:15s}")
    void again() {
        if (changes.availablePermits() == 0) {
            changes.release();
        }
    }

    @Override
    public void stop() {
        running = false;
        changes.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package dev.apk8s.platform.start;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Starts what a service is made of, in its turn. Of a start that is only recorded, nothing but the web servers; what else
 * takes part in it is rehearsed, and the process ends with that: nothing of the service works, nothing is consumed.
 */
final class ServiceLifecycle extends DefaultLifecycleProcessor {
    private static final String WEB_SERVERS = "org.springframework.boot.";

    private final boolean recording;
    private final ObjectProvider<Rehearsal> rehearsals;

    ServiceLifecycle(boolean recording, ObjectProvider<Rehearsal> rehearsals) {
        this.recording = recording;
        this.rehearsals = rehearsals;
    }

    @Override
    public void onRefresh() {
        super.onRefresh();
        if (recording) {
            rehearsals.stream().forEach(Rehearsal::rehearse);
            Runtime.getRuntime().halt(0);
        }
    }

    @Override
    protected Map<String, Lifecycle> getLifecycleBeans() {
        Map<String, Lifecycle> beans = new LinkedHashMap<>(super.getLifecycleBeans());
        if (recording) {
            beans.values().removeIf(bean -> !bean.getClass().getName().startsWith(WEB_SERVERS));
        }
        return beans;
    }
}

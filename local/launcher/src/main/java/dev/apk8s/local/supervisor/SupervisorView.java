package dev.apk8s.local.supervisor;

import java.util.List;

/**
 * What the supervisor shows of itself.
 *
 * @param components in starting order
 */
public record SupervisorView(long pid, String root, String home, double uptimeSeconds, boolean stopping,
        long memoryBytes, List<ComponentView> components) {

    public boolean isAllReady() {
        return components.stream().allMatch(component -> component.state() == ComponentState.READY);
    }

    public boolean isSettled() {
        return components.stream().allMatch(component -> component.state().isSettled());
    }

    /** Nothing moves any more: something fails, and what needs it waits. */
    public boolean isStuck() {
        return components.stream().anyMatch(component -> component.state() == ComponentState.FAILING)
                && components.stream().noneMatch(component -> component.state().isMoving());
    }

    /** The same after its end. */
    public SupervisorView stopped() {
        return new SupervisorView(pid, root, home, uptimeSeconds, true, 0,
                components.stream().map(ComponentView::stopped).toList());
    }
}

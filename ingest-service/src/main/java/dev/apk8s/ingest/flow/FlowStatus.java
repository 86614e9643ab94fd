package dev.apk8s.ingest.flow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a flow does. Counts are those of the instance that answers, since it began; lag and state are the flow's. */
@Schema(name = "FlowStatus")
record FlowStatus(String name, int version, boolean running,
        @Schema(description = "Events of the source that wait; those of other tenants on a shared stream count. Absent if the flow never ran.") @Nullable Long lagEvents,
        @Schema(description = "The version that the instance that answers runs at present; absent if it runs none.") @Nullable Integer instanceVersion,
        @Schema(description = "What the flow waits for, if it does.") @Nullable Waiting waiting,
        @Schema(description = "Since when this instance counts.") Instant since, List<StepStatus> steps) {

    /** @param step such as {@code steps[1].call} */
    @Schema(name = "FlowWaiting")
    record Waiting(Instant since, String step, String reason) {}

    /**
     * @param retries attempts after the first, of steps that failed on their own
     * @param waits how often the step found its target away
     * @param lagSeconds how old the event was, since the log had it, that the step was last done with
     */
    @Schema(name = "FlowStepStatus")
    record StepStatus(String step, long events, long passed, long dropped, long failed, long retries, long waits,
            double meanMillis, double maxMillis, double lagSeconds) {}
}

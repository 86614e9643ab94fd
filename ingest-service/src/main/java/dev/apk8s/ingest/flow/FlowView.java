package dev.apk8s.ingest.flow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A flow as its users see it.
 *
 * @param version grows with each declaration that differs
 * @param definition as declared
 */
@Schema(name = "Flow")
record FlowView(String name, int version, boolean running, @Schema(type = "object") JsonNode definition,
        String changedBy, Instant changed) {
    static FlowView of(Flow flow) {
        return new FlowView(flow.name(), flow.version(), flow.running(), flow.definition(), flow.changedBy(),
                flow.changed());
    }

    /** A version of a flow, as it was declared. */
    @Schema(name = "FlowVersion")
    record Version(int version, @Schema(type = "object") JsonNode definition, String changedBy, Instant changed) {}
}

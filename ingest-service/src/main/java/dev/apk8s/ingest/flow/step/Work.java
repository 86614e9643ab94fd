package dev.apk8s.ingest.flow.step;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way through a flow.
 *
 * @param event the data as the steps so far left it; never changed in place
 */
public record Work(Meta meta, ObjectNode event) {
    public Work with(ObjectNode changed) {
        return new Work(meta, changed);
    }
}

package dev.apk8s.ingest.flow.step;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts values where a JSON Pointer (RFC 6901) says, in objects that are made on the way. */
final class Pointers {
    private Pointers() {}

    static ObjectNode set(ObjectNode event, JsonPointer into, JsonNode value) {
        ObjectNode changed = event.deepCopy();
        ObjectNode at = changed;
        JsonPointer rest = into;
        while (!rest.tail().matches()) {
            JsonNode next = at.get(rest.getMatchingProperty());
            if (next == null || next.isNull()) {
                next = at.putObject(rest.getMatchingProperty());
            }
            if (!(next instanceof ObjectNode object)) {
                throw StepFailedException.forGood("PLACE_TAKEN",
                        "At '" + into + "' there is something else in the way.",
                        null);
            }
            at = object;
            rest = rest.tail();
        }
        at.set(rest.getMatchingProperty(), value);
        return changed;
    }
}

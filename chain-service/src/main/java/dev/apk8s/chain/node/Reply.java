package dev.apk8s.chain.node;

import dev.apk8s.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the node said to a call.
 *
 * @param result a JSON null when there is nothing of the kind
 * @param refusal the node's message when it refused, otherwise null
 */
public record Reply(JsonNode result, @Nullable String refusal) {
    public boolean isNothing() {
        return result.isNull() || result.isMissingNode();
    }

    /**
     * The result.
     *
     * @throws ProblemException NODE_REFUSED with the node's own words
     */
    public JsonNode orThrow() {
        if (refusal != null) {
            throw new ProblemException(NodeError.NODE_REFUSED, "The node says: " + refusal);
        }
        return result;
    }
}

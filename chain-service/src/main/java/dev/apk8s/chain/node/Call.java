package dev.apk8s.chain.node;

import java.util.List;

/** A call of the node, by the Ethereum JSON-RPC specification. */
public record Call(String method, List<?> parameters) {
    public static Call of(String method, Object... parameters) {
        return new Call(method, List.of(parameters));
    }
}

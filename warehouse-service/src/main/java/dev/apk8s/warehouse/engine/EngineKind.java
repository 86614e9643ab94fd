package dev.apk8s.warehouse.engine;

/** Which engine is behind the protocol. Whatever the two do differently is asked for here. */
public enum EngineKind {
    TRINO("PARAMETRIC_DATETIME"),
    PRESTO("");

    private final String capabilities;

    EngineKind(String capabilities) {
        this.capabilities = capabilities;
    }

    /**
     * What the client says it can read, empty if the engine does not ask. Trino cuts times to milliseconds for clients
     * that do not name {@code PARAMETRIC_DATETIME}; Presto has milliseconds only.
     */
    String capabilities() {
        return capabilities;
    }
}

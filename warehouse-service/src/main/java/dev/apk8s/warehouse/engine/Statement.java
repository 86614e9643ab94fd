package dev.apk8s.warehouse.engine;

import java.util.List;

/**
 * A statement with what it runs as.
 *
 * @param sql one statement; each {@code ?} is a parameter
 * @param parameters the values of the parameters, as literals of the engine's SQL: see {@link Literals}
 */
public record Statement(String sql, List<String> parameters, EngineSession session) {
    public Statement {
        parameters = List.copyOf(parameters);
    }

    public static Statement of(EngineSession session, String sql, String... literals) {
        return new Statement(sql, List.of(literals), session);
    }
}

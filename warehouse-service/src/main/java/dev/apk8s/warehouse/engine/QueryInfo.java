package dev.apk8s.warehouse.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of a query, whoever asked for it and through whichever replica.
 *
 * @param user the session user
 * @param source which program asked
 * @param created when the engine took it
 * @param ended when it ended, or null if it has not
 * @param stats how far it has come; in the engine's list without stages
 * @param failure why it failed, or null; in the engine's list without a message
 */
public record QueryInfo(String id, String user, String source, String sql, @Nullable Instant created,
        @Nullable Instant ended, QueryStats stats, @Nullable EngineFailure failure) {}

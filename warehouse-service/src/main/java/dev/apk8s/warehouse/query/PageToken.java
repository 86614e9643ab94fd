package dev.apk8s.warehouse.query;

import java.time.Instant;

/**
 * Where a result goes on: all that a replica needs to read on which has never heard of the query.
 *
 * @param query the engine's id
 * @param position in the engine's protocol
 * @param caller {@code <tenant>/<name>}: nobody else may use the token
 * @param user the engine's session user
 * @param rowsBefore how many rows were given before
 * @param maxRows how many rows are given in all
 * @param cut whether the caller asked for no more rows than that; else more are an error
 * @param bigintsAsText as the query asked for
 * @param expires when the token ends
 */
record PageToken(String query, String position, String caller, String user, long rowsBefore, long maxRows, boolean cut,
        boolean bigintsAsText, Instant expires) {
    PageToken of(String id) {
        return new PageToken(id, position, caller, user, rowsBefore, maxRows, cut, bigintsAsText, expires);
    }

    PageToken at(String next, long rows, Instant until) {
        return new PageToken(query, next, caller, user, rows, maxRows, cut, bigintsAsText, until);
    }
}

package dev.apk8s.ingest.function;

import org.jspecify.annotations.Nullable;

/**
 * What a function is called with. Nothing of the caller's identity is in it: a function that a user registered is a
 * stranger to everybody else.
 *
 * @param method {@code POST}, or {@code GET} without a body
 * @param idempotencyKey the same for a call that may be made again, if it may
 */
public record FunctionCall(String method, byte[] body, @Nullable String contentType, @Nullable String accept,
        @Nullable String idempotencyKey) {
    /** A call with JSON, whose answer is JSON. */
    public static FunctionCall json(byte[] body, String idempotencyKey) {
        return new FunctionCall("POST", body, "application/json", "application/json", idempotencyKey);
    }
}

package dev.apk8s.ingest.function;

import org.jspecify.annotations.Nullable;

/** What a function answered: a success, with its body. */
public record FunctionAnswer(int status, @Nullable String contentType, byte[] body) {}

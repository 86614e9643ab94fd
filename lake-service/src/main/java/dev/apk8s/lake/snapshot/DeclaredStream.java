package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What the lake needs to know of a stream that a tenant declared: the record is ingest's, and has more. */
@JsonIgnoreProperties(ignoreUnknown = true)
record DeclaredStream(String name, @Nullable String owner) {}

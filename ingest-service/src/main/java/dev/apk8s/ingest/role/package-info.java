/** What a running instance does: the same jar is protocol edge, indexer, or both. */
@NullMarked
package dev.apk8s.ingest.role;

import org.jspecify.annotations.NullMarked;

/** What a running instance does: the same jar is protocol edge, indexer, runner of flows, or all of them. */
@NullMarked
package dev.apk8s.ingest.role;

import org.jspecify.annotations.NullMarked;

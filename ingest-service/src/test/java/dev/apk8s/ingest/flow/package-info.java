/** Flows. */
@NullMarked
package dev.apk8s.ingest.flow;

import org.jspecify.annotations.NullMarked;

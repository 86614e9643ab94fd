/** The steps of flows. */
@NullMarked
package dev.apk8s.ingest.flow.step;

import org.jspecify.annotations.NullMarked;

/** What the steps of flows do to the world: for real, and on trial. */
@NullMarked
package dev.apk8s.ingest.flow.effect;

import org.jspecify.annotations.NullMarked;

/** Compares what the store has with what the index says, and mends what an event missed. */
@NullMarked
package dev.apk8s.lake.reconcile;

import org.jspecify.annotations.NullMarked;

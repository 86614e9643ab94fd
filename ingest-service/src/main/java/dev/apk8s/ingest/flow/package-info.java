/** Flows: from a stream through steps to an effect, declared and run without a program of one's own. */
@NullMarked
package dev.apk8s.ingest.flow;

import org.jspecify.annotations.NullMarked;

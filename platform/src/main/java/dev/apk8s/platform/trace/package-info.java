/** Trace context of events: carried across Kafka in the W3C header. */
@NullMarked
package dev.apk8s.platform.trace;

import org.jspecify.annotations.NullMarked;

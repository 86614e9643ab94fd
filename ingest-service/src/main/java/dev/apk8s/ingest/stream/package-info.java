/** Streams: a topic plus how it is checked, kept and indexed. */
@NullMarked
package dev.apk8s.ingest.stream;

import org.jspecify.annotations.NullMarked;

/** A stream's events as they come: server-sent events straight from the log. */
@NullMarked
package dev.apk8s.ingest.live;

import org.jspecify.annotations.NullMarked;

/** What could not be processed: found, read, sent again or given up. */
@NullMarked
package dev.apk8s.ingest.deadletter;

import org.jspecify.annotations.NullMarked;

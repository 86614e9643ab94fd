/** What is acknowledged is kept: shown by killing what stands in the way. */
@NullMarked
package dev.apk8s.ingest.kept;

import org.jspecify.annotations.NullMarked;

/** The one way from every protocol to the log. */
@NullMarked
package dev.apk8s.ingest.intake;

import org.jspecify.annotations.NullMarked;

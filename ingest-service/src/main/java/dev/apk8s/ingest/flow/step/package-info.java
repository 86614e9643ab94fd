/** The steps of flows: what each does with an event, and how it is read from a declaration. */
@NullMarked
package dev.apk8s.ingest.flow.step;

import org.jspecify.annotations.NullMarked;

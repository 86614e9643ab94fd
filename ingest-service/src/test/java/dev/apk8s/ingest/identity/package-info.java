/** Who may act for whom. */
@NullMarked
package dev.apk8s.ingest.identity;

import org.jspecify.annotations.NullMarked;

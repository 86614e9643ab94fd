/** Trino, unpacked once without what the platform does not use. */
@NullMarked
package dev.apk8s.local.trino;

import org.jspecify.annotations.NullMarked;

/** The lake, as its service shows it to a caller. */
@NullMarked
package dev.apk8s.warehouse.lake;

import org.jspecify.annotations.NullMarked;

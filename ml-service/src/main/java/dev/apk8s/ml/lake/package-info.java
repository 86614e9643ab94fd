/** The lake, as its service shows it. */
@NullMarked
package dev.apk8s.ml.lake;

import org.jspecify.annotations.NullMarked;

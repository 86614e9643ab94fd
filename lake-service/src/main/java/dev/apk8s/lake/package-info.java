/** The lake service. */
@NullMarked
package dev.apk8s.lake;

import org.jspecify.annotations.NullMarked;

/** Unpacking of engines that are published as archives. */
@NullMarked
package dev.apk8s.local.archive;

import org.jspecify.annotations.NullMarked;

/** The steps of traces as events of the log, where they can be searched like any other. */
@NullMarked
package dev.apk8s.platform.span;

import org.jspecify.annotations.NullMarked;

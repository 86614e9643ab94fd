/** What a service does once, in its turn, before it serves. */
@NullMarked
package dev.apk8s.platform.start;

import org.jspecify.annotations.NullMarked;

/** The background process that owns all children, and the way to talk to it. */
@NullMarked
package dev.apk8s.local.supervisor;

import org.jspecify.annotations.NullMarked;

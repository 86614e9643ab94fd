/** What every child process of the launcher runs first. */
@NullMarked
package dev.apk8s.local.child;

import org.jspecify.annotations.NullMarked;

/** The run's readings in the lake: files of a snapshot, and what to tell them by. */
@NullMarked
package dev.apk8s.local.demo.lake;

import org.jspecify.annotations.NullMarked;

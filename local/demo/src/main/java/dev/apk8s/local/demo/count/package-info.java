/** What became of the readings: counted in the log and in the index. */
@NullMarked
package dev.apk8s.local.demo.count;

import org.jspecify.annotations.NullMarked;

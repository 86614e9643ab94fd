/** A platform of the benchmarks' own, and service processes with settings of their own. */
@NullMarked
package dev.apk8s.benchmarks.platform;

import org.jspecify.annotations.NullMarked;

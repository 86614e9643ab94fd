/** The indexer against bulk bodies that were built before. */
@NullMarked
package dev.apk8s.benchmarks.index;

import org.jspecify.annotations.NullMarked;

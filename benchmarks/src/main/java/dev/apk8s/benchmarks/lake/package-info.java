/** An object through the lake service, against a client that goes to the store itself. */
@NullMarked
package dev.apk8s.benchmarks.lake;

import org.jspecify.annotations.NullMarked;

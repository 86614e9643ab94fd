/** The services against their peers: run by benchmarks/run. */
@NullMarked
package dev.apk8s.benchmarks;

import org.jspecify.annotations.NullMarked;

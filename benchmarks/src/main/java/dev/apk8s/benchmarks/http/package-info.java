/** Events over HTTP against Kafka's own producer test. */
@NullMarked
package dev.apk8s.benchmarks.http;

import org.jspecify.annotations.NullMarked;

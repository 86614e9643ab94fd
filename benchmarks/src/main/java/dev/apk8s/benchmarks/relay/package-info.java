/** Transactions through the relay, against a sender that hands them to the node itself. */
@NullMarked
package dev.apk8s.benchmarks.relay;

import org.jspecify.annotations.NullMarked;

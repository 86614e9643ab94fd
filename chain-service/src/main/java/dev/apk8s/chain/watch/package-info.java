/** Blocks and events of contracts, told to the log. */
@NullMarked
package dev.apk8s.chain.watch;

import org.jspecify.annotations.NullMarked;

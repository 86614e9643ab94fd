/** Transactions on their way to the chain: kept on the log first, sent once, followed until they are buried. */
@NullMarked
package dev.apk8s.chain.relay;

import org.jspecify.annotations.NullMarked;

/** What the chain holds: network, blocks, transactions, balances, logs, prices. */
@NullMarked
package dev.apk8s.chain.read;

import org.jspecify.annotations.NullMarked;

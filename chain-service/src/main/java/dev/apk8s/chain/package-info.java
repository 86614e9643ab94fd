/** Transactions, contracts, their events, and proofs, on an Ethereum network. */
@NullMarked
package dev.apk8s.chain;

import org.jspecify.annotations.NullMarked;

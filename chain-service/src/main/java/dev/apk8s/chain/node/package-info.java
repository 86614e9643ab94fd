/** The Ethereum node: calls by JSON-RPC, and the forms of what it says. */
@NullMarked
package dev.apk8s.chain.node;

import org.jspecify.annotations.NullMarked;

/** Proofs that data existed: SHA-256 hashes anchored in a contract. */
@NullMarked
package dev.apk8s.chain.proof;

import org.jspecify.annotations.NullMarked;

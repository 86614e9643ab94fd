/** Accounts whose keys this service keeps, or knows how to reach. */
@NullMarked
package dev.apk8s.chain.signer;

import org.jspecify.annotations.NullMarked;

/** Anvil, an Ethereum node for one machine, from the packages that its makers publish. */
@NullMarked
package dev.apk8s.local.anvil;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.chain.signer;

import org.jspecify.annotations.NullMarked;

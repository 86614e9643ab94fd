@NullMarked
package dev.apk8s.chain.proof;

import org.jspecify.annotations.NullMarked;

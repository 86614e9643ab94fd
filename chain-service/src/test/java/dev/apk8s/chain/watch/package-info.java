@NullMarked
package dev.apk8s.chain.watch;

import org.jspecify.annotations.NullMarked;

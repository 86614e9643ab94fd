@NullMarked
package dev.apk8s.chain.relay;

import org.jspecify.annotations.NullMarked;

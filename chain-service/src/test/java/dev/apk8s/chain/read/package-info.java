@NullMarked
package dev.apk8s.chain.read;

import org.jspecify.annotations.NullMarked;

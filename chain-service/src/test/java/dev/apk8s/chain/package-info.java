@NullMarked
package dev.apk8s.chain;

import org.jspecify.annotations.NullMarked;

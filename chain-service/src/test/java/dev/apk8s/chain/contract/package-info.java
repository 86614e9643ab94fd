@NullMarked
package dev.apk8s.chain.contract;

import org.jspecify.annotations.NullMarked;

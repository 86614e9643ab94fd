@NullMarked
package dev.apk8s.local.anvil;

import org.jspecify.annotations.NullMarked;

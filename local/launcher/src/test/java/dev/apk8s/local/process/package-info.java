@NullMarked
package dev.apk8s.local.process;

import org.jspecify.annotations.NullMarked;

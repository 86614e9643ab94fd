@NullMarked
package dev.apk8s.platform.identity;

import org.jspecify.annotations.NullMarked;

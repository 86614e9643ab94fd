@NullMarked
package dev.apk8s.local;

import org.jspecify.annotations.NullMarked;

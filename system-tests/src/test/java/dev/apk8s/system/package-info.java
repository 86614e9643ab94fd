@NullMarked
package dev.apk8s.system;

import org.jspecify.annotations.NullMarked;

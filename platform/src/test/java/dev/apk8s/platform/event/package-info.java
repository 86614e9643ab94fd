@NullMarked
package dev.apk8s.platform.event;

import org.jspecify.annotations.NullMarked;

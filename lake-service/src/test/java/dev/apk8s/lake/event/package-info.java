@NullMarked
package dev.apk8s.lake.event;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.lake.snapshot;

import org.jspecify.annotations.NullMarked;

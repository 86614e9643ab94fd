@NullMarked
package dev.apk8s.lake.object;

import org.jspecify.annotations.NullMarked;

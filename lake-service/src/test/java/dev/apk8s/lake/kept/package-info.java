@NullMarked
package dev.apk8s.lake.kept;

import org.jspecify.annotations.NullMarked;

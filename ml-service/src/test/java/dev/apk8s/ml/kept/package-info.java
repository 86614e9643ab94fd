@NullMarked
package dev.apk8s.ml.kept;

import org.jspecify.annotations.NullMarked;

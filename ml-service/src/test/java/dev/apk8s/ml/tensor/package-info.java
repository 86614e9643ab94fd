@NullMarked
package dev.apk8s.ml.tensor;

import org.jspecify.annotations.NullMarked;

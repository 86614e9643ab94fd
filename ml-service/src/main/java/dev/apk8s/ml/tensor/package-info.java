/** Tensors: what all wire forms and all models meet in. */
@NullMarked
package dev.apk8s.ml.tensor;

import org.jspecify.annotations.NullMarked;

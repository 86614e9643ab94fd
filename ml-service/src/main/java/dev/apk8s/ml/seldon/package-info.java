/** Predictions in the form of Seldon Core's protocol v1. */
@NullMarked
package dev.apk8s.ml.seldon;

import org.jspecify.annotations.NullMarked;

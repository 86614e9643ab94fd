/** Experiments: runs that train a model on data of the platform. */
@NullMarked
package dev.apk8s.ml.training;

import org.jspecify.annotations.NullMarked;

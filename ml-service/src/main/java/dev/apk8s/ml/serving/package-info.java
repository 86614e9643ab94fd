/** Models that are loaded, and the batches in which they answer. */
@NullMarked
package dev.apk8s.ml.serving;

import org.jspecify.annotations.NullMarked;

/** The registry of models: what there is, and where its files are. */
@NullMarked
package dev.apk8s.ml.model;

import org.jspecify.annotations.NullMarked;

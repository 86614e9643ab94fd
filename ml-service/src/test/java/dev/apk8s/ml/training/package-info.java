@NullMarked
package dev.apk8s.ml.training;

import org.jspecify.annotations.NullMarked;

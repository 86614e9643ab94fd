@NullMarked
package dev.apk8s.ml.seldon;

import org.jspecify.annotations.NullMarked;

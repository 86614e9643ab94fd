@NullMarked
package dev.apk8s.ml.v2;

import org.jspecify.annotations.NullMarked;

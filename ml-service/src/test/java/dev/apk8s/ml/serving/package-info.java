@NullMarked
package dev.apk8s.ml.serving;

import org.jspecify.annotations.NullMarked;

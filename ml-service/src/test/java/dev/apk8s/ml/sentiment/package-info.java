@NullMarked
package dev.apk8s.ml.sentiment;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.ml;

import org.jspecify.annotations.NullMarked;

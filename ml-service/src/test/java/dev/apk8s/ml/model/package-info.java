@NullMarked
package dev.apk8s.ml.model;

import org.jspecify.annotations.NullMarked;

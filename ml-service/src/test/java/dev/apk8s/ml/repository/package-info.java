@NullMarked
package dev.apk8s.ml.repository;

import org.jspecify.annotations.NullMarked;

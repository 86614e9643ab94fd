@NullMarked
package dev.apk8s.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

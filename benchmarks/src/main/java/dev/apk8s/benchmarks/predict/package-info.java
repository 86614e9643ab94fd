/** Predictions through the service against ONNX Runtime alone, and against MLServer. */
@NullMarked
package dev.apk8s.benchmarks.predict;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.ml.onnx;

import org.jspecify.annotations.NullMarked;

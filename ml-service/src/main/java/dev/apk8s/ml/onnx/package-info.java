/** ONNX files and the sessions of ONNX Runtime that run them. */
@NullMarked
package dev.apk8s.ml.onnx;

import org.jspecify.annotations.NullMarked;

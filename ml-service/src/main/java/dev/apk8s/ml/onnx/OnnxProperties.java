package dev.apk8s.ml.onnx;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * ONNX Runtime. What it allocates is outside of the heap.
 *
 * @param threads that compute one batch of a model together; 1 computes it on the model's own thread
 * @param maxModel the largest file of a model
 */
@Validated
@ConfigurationProperties("apk8s.ml.onnx")
public record OnnxProperties(@DefaultValue("1") @Min(1) @Max(64) int threads,
        @DefaultValue("128MB") @NotNull DataSize maxModel) {}

package dev.apk8s.ml.model;

import dev.apk8s.ml.tensor.Signature;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model. Its file never changes.
 *
 * @param loaded whether it shall answer predictions
 * @param batches whether requests may be put together along the first dimension
 * @param size of the file, in bytes
 * @param sha256 of the file, in hexadecimal
 * @param metrics by which it was judged, such as {@code rmse}
 */
public record ModelVersion(int version, Stage stage, boolean loaded, boolean batches, Signature signature, long size,
        String sha256, Map<String, Double> metrics, @Nullable Origin origin, String createdBy, Instant createdAt) {
    public ModelVersion in(Stage other) {
        return new ModelVersion(version, other, loaded, batches, signature, size, sha256, metrics, origin, createdBy,
                createdAt);
    }

    public ModelVersion loaded(boolean now) {
        return new ModelVersion(version, stage, now, batches, signature, size, sha256, metrics, origin, createdBy,
                createdAt);
    }
}

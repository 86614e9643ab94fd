package dev.apk8s.ml.model;

import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.lake.Lake;
import dev.apk8s.ml.lake.LakeError;
import dev.apk8s.ml.lake.LakeProperties;
import dev.apk8s.ml.lake.ServiceAccess;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of models in the lake, {@code <model>/<version>/model.onnx} with {@code manifest.json} beside it. The service
 * reads and writes them by its own rights, after it has seen the caller's: they must be there after a restart, when
 * nobody has called yet.
 */
@Component
public final class ModelFiles {
    private final Lake lake;
    private final String bucket;
    private final ServiceAccess access;
    private final JsonMapper json;

    ModelFiles(Lake lake, LakeProperties properties, ServiceAccess access, JsonMapper json) {
        this.lake = lake;
        this.bucket = properties.bucket();
        this.access = access;
        this.json = json;
    }

    /** A file with what was found of it while it was written. */
    public record Hashed(Path file, long size, String sha256) {}

    /** What stops a copy: it completes when it returns. */
    public interface Bound {
        void check(long bytes);
    }

    /** Copies a body to a file beside the heap, up to a bound. */
    public static Hashed spool(InputStream body, Path file, Bound bound) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            byte[] buffer = new byte[64 << 10];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                bound.check(size);
                out.write(buffer, 0, read);
            }
        }
        return new Hashed(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    void keep(Model model, ModelVersion version, Path file) {
        Access own = access.of(model.tenant());
        try {
            lake.write(own, bucket, key(model.name(), version.version(), "model.onnx"), file);
            lake.write(own, bucket, key(model.name(), version.version(), "manifest.json"),
                    json.writeValueAsBytes(version));
        } catch (ProblemException problem) {
            throw problem.code() == CommonError.NOT_FOUND
                    ? new ProblemException(LakeError.NO_MODEL_BUCKET,
                            "Make the bucket '" + bucket + "' first (POST /api/v1/lake/buckets).", problem)
                    : problem;
        }
    }

    /** Fetches a version's file, which must be the one that was registered. */
    public void fetch(Model model, ModelVersion version, Path file) {
        Hashed fetched = lake.read(access.of(model.tenant()), bucket,
                key(model.name(), version.version(), "model.onnx"), body -> spool(body, file, bytes -> {
                    if (bytes > version.size()) {
                        throw changed(model, version);
                    }
                }));
        if (!fetched.sha256().equals(version.sha256())) {
            throw changed(model, version);
        }
    }

    void delete(Model model, int version) {
        Access own = access.of(model.tenant());
        lake.delete(own, bucket, key(model.name(), version, "manifest.json"));
        lake.delete(own, bucket, key(model.name(), version, "model.onnx"));
    }

    private static ProblemException changed(Model model, ModelVersion version) {
        return new ProblemException(ModelError.MODEL_FILE_CHANGED, "The file of " + model.name() + " version "
                + version.version() + " has another SHA-256 than the registry.");
    }

    private static String key(String model, int version, String file) {
        return model + "/" + version + "/" + file;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}

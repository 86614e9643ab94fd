package dev.apk8s.ml.training;

import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.lake.Lake;
import dev.apk8s.ml.model.ModelFiles;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of a run, by the rights of who asked for it. */
@Component
class SourceReader {
    private static final int LARGEST_MANIFEST = 8 << 20;
    private static final long LARGEST_FILE = 1L << 30;

    private final Lake lake;
    private final Warehouse warehouse;
    private final JsonMapper json;
    private final TrainingProperties properties;

    SourceReader(Lake lake, Warehouse warehouse, JsonMapper json, TrainingProperties properties) {
        this.lake = lake;
        this.warehouse = warehouse;
        this.json = json;
        this.properties = properties;
    }

    TrainingData read(Run.Plan plan, Access access, Tick tick) {
        String target = switch (plan.algorithm()) {
            case ELASTIC_NET -> plan.target();
            case ANOMALY -> plan.labels();
        };
        DataBuilder builder = new DataBuilder(plan.columns(), target, properties, tick);
        MessageDigest digest = ModelFiles.sha256();
        switch (plan.source()) {
            case Source.Statement sql -> warehouse.read(access, sql.statement(),
                    body -> csv(new DigestInputStream(body, digest), builder));
            case Source.LakeObject object -> object(access, object.bucket(), object.key(), null, digest, builder);
            case Source.Snapshot snapshot -> snapshot(access, snapshot.id(), digest, builder);
        }
        return builder.done(HexFormat.of().formatHex(digest.digest()));
    }

    /** The manifest names the files; the hash of a snapshot's data is that of its files, one behind the other. */
    private void snapshot(Access access, String id, MessageDigest digest, DataBuilder builder) {
        JsonNode manifestPlace = lake.readSnapshot(access, id, body -> json.readTree(body.readNBytes(LARGEST_MANIFEST)))
                .path("manifest");
        if (manifestPlace.isMissingNode() || manifestPlace.isNull()) {
            throw new ProblemException(TrainingError.SOURCE_REFUSED, "The snapshot '" + id + "' is not done.");
        }
        JsonNode manifest = lake.read(access, manifestPlace.path("bucket").asString(""),
                manifestPlace.path("key").asString(""), body -> json.readTree(body.readNBytes(LARGEST_MANIFEST)));
        String format = manifest.path("format").asString("").toLowerCase(Locale.ROOT);
        List<JsonNode> files = manifest.path("files").valueStream().toList();
        for (JsonNode file : files) {
            object(access, file.path("bucket").asString(""), file.path("key").asString(""), format, digest, builder);
        }
    }

    private void object(Access access, String bucket, String key, @Nullable String format, MessageDigest digest,
            DataBuilder builder) {
        lake.read(access, bucket, key, body -> {
            InputStream digested = new DigestInputStream(body, digest);
            if ("parquet".equals(format) || key.endsWith(".parquet")) {
                return parquet(digested, builder);
            }
            return csv(key.endsWith(".gz") ? unzipped(digested) : digested, builder);
        });
    }

    private static boolean csv(InputStream body, DataBuilder builder) throws IOException {
        CsvRows.read(body, builder);
        return true;
    }

    private static InputStream unzipped(InputStream body) throws IOException {
        try {
            return new GZIPInputStream(body);
        } catch (ZipException malformed) {
            throw new ProblemException(TrainingError.DATA_INVALID, "The object is not compressed by gzip.", malformed);
        }
    }

    /** Parquet is read from its end: the file must be here first. */
    private static boolean parquet(InputStream body, DataBuilder builder) throws IOException {
        Path file = Files.createTempFile("apk8s-training", ".parquet");
        try {
            ModelFiles.spool(body, file, bytes -> {
                if (bytes > LARGEST_FILE) {
                    throw new ProblemException(TrainingError.DATA_TOO_LARGE,
                            "A Parquet file may have " + LARGEST_FILE + " bytes.");
                }
            });
            ParquetRows.read(file, builder);
            return true;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}

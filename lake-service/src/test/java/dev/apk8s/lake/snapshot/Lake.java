package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lake service as its users see it. */
record Lake(Api api) {
    static final String SNAPSHOTS = "/api/v1/lake/snapshots";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final JsonMapper JSON = new JsonMapper();

    /** Asks for a snapshot, which must be accepted. The stream may only just have been declared. */
    String ask(String body) {
        Answer answer = await().atMost(PATIENCE).until(() -> api.post(SNAPSHOTS, body),
                asked -> !asked.code().equals("NO_SUCH_STREAM"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("location")).isEqualTo(SNAPSHOTS + "/" + answer.json().get("id").asString());
        return answer.json().get("id").asString();
    }

    JsonNode get(String id) {
        Answer answer = api.get(SNAPSHOTS + "/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    JsonNode awaitState(String id, String state) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> get(id),
                snapshot -> snapshot.get("state").asString().equals(state));
    }

    /** The manifest of a snapshot that becomes done, whose checksum and files are checked. */
    JsonNode awaitManifest(String id) {
        JsonNode place = awaitState(id, "done").get("manifest");
        byte[] manifest = object(place.get("bucket").asString(), place.get("key").asString());
        assertThat(Sha256.of(manifest)).isEqualTo(place.get("sha256").asString());
        return JSON.readTree(manifest);
    }

    /** An object, or null if there is none. */
    byte @Nullable [] find(String bucket, String key) {
        Answer answer = api.get("/api/v1/lake/buckets/" + bucket + "/objects/" + key);
        return answer.status() == 404 ? null : answer.body();
    }

    byte[] awaitObject(String bucket, String key) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> find(bucket, key) != null);
        return object(bucket, key);
    }

    byte[] object(String bucket, String key) {
        byte[] body = find(bucket, key);
        assertThat(body).as("%s in %s", key, bucket).isNotNull();
        return body == null ? new byte[0] : body;
    }

    /** The files of a manifest, whose sizes and checksums are checked. */
    List<byte[]> files(JsonNode manifest) {
        List<byte[]> files = new ArrayList<>();
        for (JsonNode file : manifest.get("files")) {
            byte[] body = object(file.get("bucket").asString(), file.get("key").asString());
            assertThat(body).hasSize(file.get("bytes").asInt());
            assertThat(Sha256.of(body)).isEqualTo(file.get("sha256").asString());
            files.add(body);
        }
        return files;
    }

    /** The rows of all CSV files of a manifest, without the headers, which must be the columns. */
    List<CsvRecord> rows(JsonNode manifest) {
        List<String> columns = manifest.get("columns").valueStream().map(column -> column.get("name").asString())
                .toList();
        List<CsvRecord> rows = new ArrayList<>();
        for (byte[] file : files(manifest)) {
            List<CsvRecord> read = csv(file);
            assertThat(read.getFirst().getFields()).isEqualTo(columns);
            rows.addAll(read.subList(1, read.size()));
        }
        return rows;
    }

    static List<CsvRecord> csv(byte[] file) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(file))) {
            return reader.stream().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

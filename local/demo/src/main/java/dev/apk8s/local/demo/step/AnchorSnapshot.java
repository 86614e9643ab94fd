package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.lake.LakeFile;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Anchors the hash of the snapshot's manifest on the chain, and has a copy of it verified, and one that differs in a byte.
 *
 * @param manifest a copy of the object
 */
public record AnchorSnapshot(Gateway gateway, TakeSnapshot.Manifest manifest) implements Step<JsonNode> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 250;
    private static final String PROOFS = "/api/v1/chain/proofs";

    @Override
    public String title() {
        return "Anchor the snapshot's hash on the chain, and verify it";
    }

    @Override
    public Done<JsonNode> run(Consumer<Live> screen) throws InterruptedException {
        long begun = System.nanoTime();
        gateway.post(PROOFS, Map.of("bucket", TakeSnapshot.BUCKET, "key", manifest.key()));
        JsonNode proof = await(manifest.copy().sha256());
        long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
        Gateway.Answer same = gateway.post(PROOFS + "/verify", manifest.copy().path());
        if (same.status() != 200 || !same.body().path("anchored").asBoolean(false)) {
            throw new DemoException("The manifest is anchored, but not verified: " + same);
        }
        Gateway.Answer other = gateway.post(PROOFS + "/verify", changed().path());
        if (other.status() != 200 || other.body().path("anchored").asBoolean(true)) {
            throw new DemoException("A manifest with one byte changed is said to be verified: " + other);
        }
        return new Done<>(proof, "Anchored the manifest's SHA-256 in block " + proof.path("block").asString("?")
                + " after " + Amounts.time(took) + "; the manifest verifies, and with one byte changed it does not");
    }

    private JsonNode await(String hash) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<JsonNode> proof = gateway.find(PROOFS + "/" + hash);
            if (proof.isPresent()) {
                return proof.get();
            }
            if (System.nanoTime() > limit) {
                throw new DemoException("The manifest is not anchored after " + PATIENCE.toSeconds() + " s.");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private LakeFile changed() {
        LakeFile file = LakeFile.create(".json");
        try {
            byte[] bytes = Files.readAllBytes(manifest.copy().path());
            bytes[bytes.length / 2] ^= 1;
            Files.write(file.path(), bytes);
            return file;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

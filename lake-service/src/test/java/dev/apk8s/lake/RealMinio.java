package dev.apk8s.lake;

import dev.apk8s.platform.house.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A MinIO of one's own, with its data in a directory of the build's output, which tells of its events on the topics
 * {@code lake-events} (target {@code LAKE}) and {@code upload} (target {@code UPLOAD}). It ends with this process.
 */
final class RealMinio {
    static final String ACCESS_KEY = "apk8s";
    static final String SECRET_KEY = "apk8s-test-secret";

    private final String endpoint;

    private RealMinio(String endpoint) {
        this.endpoint = endpoint;
    }

    static @Nullable String binary() {
        String binary = System.getenv("MINIO_BIN");
        return binary == null || binary.isBlank() ? null : binary;
    }

    static RealMinio start(String binary, String kafka) {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "minio");
            String address = "127.0.0.1:" + freePort();
            ProcessBuilder builder = new ProcessBuilder(binary, "server", directory.resolve("data").toString(),
                    "--address", address).redirectErrorStream(true)
                    .redirectOutput(directory.resolve("minio.log").toFile());
            builder.environment().put("MINIO_ROOT_USER", ACCESS_KEY);
            builder.environment().put("MINIO_ROOT_PASSWORD", SECRET_KEY);
            builder.environment().put("MINIO_BROWSER", "off");
            notify(builder, "LAKE", kafka, "lake-events");
            notify(builder, "UPLOAD", kafka, "upload");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            RealMinio minio = new RealMinio("http://" + address);
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .until(() -> Api.at(minio.endpoint).get("/minio/health/ready").status() == 200);
            return minio;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot start " + binary, failed);
        }
    }

    String endpoint() {
        return endpoint;
    }

    private static void notify(ProcessBuilder builder, String target, String kafka, String topic) {
        builder.environment().put("MINIO_NOTIFY_KAFKA_ENABLE_" + target, "on");
        builder.environment().put("MINIO_NOTIFY_KAFKA_BROKERS_" + target, kafka);
        builder.environment().put("MINIO_NOTIFY_KAFKA_TOPIC_" + target, topic);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

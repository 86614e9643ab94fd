package dev.apk8s.local.s3proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.VersioningConfiguration;
import org.jspecify.annotations.Nullable;

/** The engine as a client sees it, by MinIO's own client. */
final class Store {
    private static final int PART = 5 << 20;

    final MinioClient client;

    Store(String endpoint, String secret) {
        this.client = MinioClient.builder().endpoint(endpoint).credentials("apk8s", secret).region("us-east-1").build();
    }

    static Store of(OwnEngine engine) {
        return new Store(engine.export("endpoint"), Engines.secret("s3"));
    }

    static Store shared() {
        return new Store(Engines.export("s3proxy", "endpoint"), Engines.secret("s3"));
    }

    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String bucket(String name) throws Exception {
        if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
            client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
        }
        return name;
    }

    String versionedBucket(String name) throws Exception {
        bucket(name);
        client.setBucketVersioning(SetBucketVersioningArgs.builder().bucket(name)
                .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null)).build());
        return name;
    }

    void removeBucket(String name) throws Exception {
        client.removeBucket(RemoveBucketArgs.builder().bucket(name).build());
    }

    ObjectWriteResponse put(String bucket, String key, String content) throws Exception {
        return put(bucket, key, content, Map.of());
    }

    ObjectWriteResponse put(String bucket, String key, String content, Map<String, String> headers) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).data(bytes, bytes.length)
                .contentType("text/csv").headers(headers).userMetadata(Map.of("kind", "donors")).build());
    }

    /** In parts, the last of which is small. */
    ObjectWriteResponse putInParts(String bucket, String key, long seed) throws Exception {
        byte[] part = random(PART, seed);
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(part),
                new ByteArrayInputStream("end".getBytes(StandardCharsets.UTF_8)));
        return client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(body, -1L, (long) PART)
                .contentType("text/csv").build());
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    String get(String bucket, String key, @Nullable String version) throws Exception {
        GetObjectArgs.Builder wanted = GetObjectArgs.builder().bucket(bucket).object(key);
        if (version != null) {
            wanted.versionId(version);
        }
        try (InputStream body = client.getObject(wanted.build())) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    StatObjectResponse stat(String bucket, String key) throws Exception {
        return client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build());
    }

    void remove(String bucket, String key, @Nullable String version) throws Exception {
        RemoveObjectArgs.Builder unwanted = RemoveObjectArgs.builder().bucket(bucket).object(key);
        if (version != null) {
            unwanted.versionId(version);
        }
        client.removeObject(unwanted.build());
    }

    List<String> list(String bucket) throws Exception {
        List<String> keys = new ArrayList<>();
        for (var entry : client.listObjects(ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
            keys.add(entry.get().objectName());
        }
        return keys;
    }

    /** S3's code of what was refused. */
    static String refusal(Call call) throws Exception {
        try {
            call.run();
        } catch (ErrorResponseException refused) {
            return refused.response().code() + " " + refused.errorResponse().code();
        }
        return "not refused";
    }

    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    /** A put that has sent some of its body, and waits. */
    Socket halfSent(String bucket, String key, int announced, int sent) throws Exception {
        URI link = URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(Http.Method.PUT)
                .bucket(bucket).object(key).expiry(600).build()));
        Socket socket = new Socket(link.getHost(), link.getPort());
        String head = "PUT " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.1\r\nHost: "
                + link.getAuthority()
                + "\r\nContent-Type: text/csv\r\nContent-Length: " + announced + "\r\n\r\n";
        write(socket, head.getBytes(StandardCharsets.US_ASCII));
        write(socket, random(sent, 1));
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}

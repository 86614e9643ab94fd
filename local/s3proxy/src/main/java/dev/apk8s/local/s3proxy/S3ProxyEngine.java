package dev.apk8s.local.s3proxy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import dev.apk8s.local.s3proxy.event.Delivery;
import dev.apk8s.local.s3proxy.event.Spool;
import dev.apk8s.local.s3proxy.nio2blob.DirectoryStore;
import dev.apk8s.local.s3proxy.store.EventedStore;
import dev.apk8s.local.s3proxy.store.Recovery;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;

/** Runs S3Proxy over a directory, on loopback, with signatures checked and with events. */
public final class S3ProxyEngine {
    private static final int THREADS = 64;
    /** What a client signs as a whole is held in memory until its signature is checked. */
    private static final int LARGEST_SIGNED_BODY = 32 << 20;
    private static final long STOP_MILLIS = 8_000;

    private S3ProxyEngine() {}

    public static void main(String[] arguments) throws Exception {
        EngineSettings settings = EngineSettings.from(System.getenv());
        Files.createDirectories(settings.buckets());
        FileSystemCheck.run(settings.directory());

        Spool spool = Spool.open(settings.spool(), settings.spoolLimit(), settings.credentials().region(),
                settings.events());
        DirectoryStore files = new DirectoryStore(settings.buckets());
        new Recovery(settings.buckets(), files, spool).run();
        Delivery delivery = new Delivery(spool, settings.kafka(), settings.events().topics());
        URI endpoint = URI.create("http://127.0.0.1:" + settings.port());
        S3Proxy server = S3Proxy.builder().blobStore(new EventedStore(files, settings.buckets(), spool))
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V4, settings.credentials().accessKey(),
                        settings.credentials().secretKey())
                .ignoreUnknownHeaders(true).jettyMaxThreads(THREADS).v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY)
                .stopTimeout(STOP_MILLIS).build();

        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("close").unstarted(() -> close(server, delivery, closed)));
        delivery.start();
        server.start();
        new SignedProbe(endpoint, settings.credentials()).run();
        announce(System.getenv("APK8S_READY_FILE"));
        closed.await();
    }

    private static void announce(@Nullable String file) throws IOException {
        if (file != null) {
            Files.writeString(Path.of(file), "ready\n");
        }
    }

    private static void close(S3Proxy server, Delivery delivery, CountDownLatch closed) {
        try {
            server.stop();
        } catch (Exception failed) {
            System.err.println("S3Proxy did not stop cleanly: " + failed);
        } finally {
            delivery.close();
            closed.countDown();
        }
    }
}

package dev.apk8s.benchmarks.lake;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import io.minio.Http;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An object of 1 GB through the lake service, against the official S3 client and one plain request on the same store. */
public final class LakeBenchmark {
    private static final double GOAL = 0.9;
    private static final long LENGTH = 1_000_000_000;
    private static final String BUCKET = "exports";

    private LakeBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, int rounds)
            throws InterruptedException, IOException {
        String store = platform.export("s3proxy", "endpoint");
        try (ServiceProcess lake = platform.lake("lake", settings);
                Api api = new Api(platform);
                Ways ways = new Ways(client(platform, store), BUCKET, LENGTH);
                Relay relay = new Relay(URI.create(store));
                Ways relayed = new Ways(client(platform, relay.url()), BUCKET, LENGTH)) {
            String authorization = "Bearer " + api.token();
            String object = lake.url() + "/api/v1/lake/buckets/" + BUCKET + "/objects/bench/";
            Transfer up = new Transfer("Up, lake-service", () -> ways.put(object + "service", authorization));
            Transfer upClient = new Transfer("Up, S3 client", () -> ways.putByClient("bench/client"));
            Transfer upPlain = new Transfer("Up, one request to the store",
                    () -> ways.put(ways.link(Http.Method.PUT, "bench/plain"), ""));
            Transfer down = new Transfer("Down, lake-service", () -> ways.get(object + "service", authorization));
            Transfer downClient = new Transfer("Down, S3 client", () -> ways.getByClient("bench/plain"));
            Transfer downRelayed = new Transfer("Down, S3 client by a bare relay",
                    () -> relayed.getByClient("bench/plain"));
            Rounds result = Rounds.run(List.of(up, upClient, upPlain, down, downClient, downRelayed), 1, rounds);
            long memory = lake.peakMemory();
            return List.of(
                    Comparison.of("1 GB up through lake-service, MB a second", GOAL, result, up, upClient, memory),
                    Comparison.of("1 GB up through lake-service, MB a second", 0, result, up, upPlain, memory),
                    Comparison.of("1 GB down through lake-service, MB a second", GOAL, result, down, downClient,
                            memory),
                    Comparison.of("1 GB down through lake-service, MB a second", 0, result, down, downRelayed,
                            memory));
        }
    }

    private static MinioClient client(Platform platform, String endpoint) {
        try {
            return MinioClient.builder().endpoint(endpoint)
                    .region(platform.export("s3proxy", "region"))
                    .credentials(platform.export("s3proxy", "access-key"), platform.secret("s3")).build();
        } catch (IllegalArgumentException wrong) {
            throw new BenchmarkException("The store has no usable address", wrong);
        }
    }
}

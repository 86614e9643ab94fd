package dev.apk8s.benchmarks.index;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The ingest service as indexer. It is held while the log is filled, so that it finds all events there when it goes on.
 */
final class Indexing implements Contender {
    private static final int WARM = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 20;

    private final ServiceProcess indexer;
    private final Api api;
    private final Log log;
    private final String engine;
    private final Material material;
    private int round;
    private String stream = "";

    Indexing(ServiceProcess indexer, Api api, Log log, String engine, Material material) {
        this.indexer = indexer;
        this.api = api;
        this.log = log;
        this.engine = engine;
        this.material = material;
    }

    @Override
    public String name() {
        return "Indexer, ingest-service";
    }

    @Override
    public void prepare() throws InterruptedException {
        stream = Material.stream(round++);
        api.declareStream(indexer, stream);
        log.write(stream, material.events(), 0, WARM, material.time());
        awaitIndexed(WARM);
        indexer.freeze();
        log.write(stream, material.events(), WARM, WARM + material.count(), material.time());
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        indexer.thaw();
        awaitIndexed(WARM + material.count());
        return material.count() / ((System.nanoTime() - begun) / 1e9);
    }

    private void awaitIndexed(long count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long indexed = indexed();
        while (indexed < count) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("The index has taken " + indexed + " documents of " + count);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            indexed = indexed();
        }
    }

    /** Documents that the engine has taken, whether they can be searched yet or not. */
    private long indexed() throws InterruptedException {
        return api.engine("GET", engine + "/" + stream + "-*/_stats/indexing", "").path("_all").path("primaries")
                .path("indexing").path("index_total").asLong(0);
    }
}

package dev.apk8s.lake.processor;

import java.time.Instant;
import java.util.List;

/** Runs and tasks to test with. */
final class Runs {
    private Runs() {}

    static Task task(String key, String etag, long size, String target) {
        return new Task(new Processor("default", "compress", "upload", "", ".csv", ProcessorKind.GZIP, target),
                new Run.Input("upload", key, etag, size));
    }

    static Run of(Task task) {
        Instant now = Instant.now();
        return new Run("5f0c2b1a7d3e4c6f8a9b0c1d2e3f4a5b", task.processor(), task.input(), Run.State.QUEUED, 0, now,
                now, null, null, Run.Progress.NONE, null, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "{}", List.of(new Run.Line(now, "Queued by s3:ObjectCreated:Put")), null);
    }
}

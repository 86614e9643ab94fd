package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.Checksums;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectContent;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.lake.store.StoredObject;
import dev.apk8s.lake.store.WriteCondition;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Does tasks, in streams: the same in this service and in the pod of a Job. */
final class TaskWork {
    /** On the result: what it was made of. */
    private static final String SOURCE = "source-etag";
    private static final String MADE_BY = "made-by";

    private final ObjectStore store;

    TaskWork(ObjectStore store) {
        this.store = store;
    }

    /**
     * Returns when the result is kept. It is written only if the target is still as it was before the object was read:
     * of two tasks of one key, that of the older object cannot overwrite that of the newer.
     *
     * @throws SupersededException if the object is not there any more as it was
     * @throws IOException if the object cannot be read to its end
     */
    Run.Progress perform(Task task, Consumer<Run.Progress> progress) throws IOException, SupersededException {
        Processor processor = task.processor();
        Optional<StoredObject> before = store.find(processor.targetBucket(), task.targetKey());
        try (ObjectContent source = open(task)) {
            if (before.isPresent() && isOf(before.get(), task)) {
                return new Run.Progress(task.input().size(), before.get().size());
            }
            CountingStream read = new CountingStream(source.body());
            try (CountingStream made = new CountingStream(made(processor.kind(), read),
                    written -> progress.accept(new Run.Progress(read.count(), written)))) {
                store.put(processor.targetBucket(), task.targetKey(), new NewObject(made, NewObject.UNKNOWN,
                        type(processor.kind()), Map.of(SOURCE, task.input().etag(), MADE_BY, processor.name()),
                        before.map(there -> WriteCondition.etag(there.etag())).orElse(WriteCondition.ABSENT),
                        Checksums.NONE));
                return new Run.Progress(read.count(), made.count());
            }
        }
    }

    /** What was made of the object, if it was. */
    Optional<Run.Progress> done(Task task) {
        return store.find(task.processor().targetBucket(), task.targetKey()).filter(made -> isOf(made, task))
                .map(made -> new Run.Progress(task.input().size(), made.size()));
    }

    private ObjectContent open(Task task) throws IOException, SupersededException {
        BucketName bucket = new BucketName(task.processor().tenant(), task.input().bucket());
        try {
            ObjectContent content = store.get(bucket, task.input().key());
            if (content.object().etag().equals(task.input().etag())) {
                return content;
            }
            content.close();
        } catch (ProblemException absent) {
            if (absent.code() != StoreError.NO_SUCH_OBJECT && absent.code() != StoreError.NO_SUCH_BUCKET) {
                throw absent;
            }
            throw new SupersededException("The object is not there any more.");
        }
        throw new SupersededException("The object was replaced; the run of the new one processes it.");
    }

    private static boolean isOf(StoredObject made, Task task) {
        return task.input().etag().equals(made.metadata().get(SOURCE))
                && task.processor().name().equals(made.metadata().get(MADE_BY));
    }

    private static InputStream made(ProcessorKind kind, InputStream source) {
        return switch (kind) {
            case GZIP -> new CompressingStream(source);
        };
    }

    private static String type(ProcessorKind kind) {
        return switch (kind) {
            case GZIP -> "application/gzip";
        };
    }
}

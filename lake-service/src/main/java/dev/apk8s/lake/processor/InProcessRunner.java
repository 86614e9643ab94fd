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
import org.springframework.stereotype.Component;

/** Works in this process, in streams. */
@Component
final class InProcessRunner implements TaskRunner {
    /** On the result: what it was made of. */
    private static final String SOURCE = "source-etag";
    private static final String MADE_BY = "made-by";

    private final ObjectStore store;

    InProcessRunner(ObjectStore store) {
        this.store = store;
    }

    /**
     * The result is written only if the target is still as it was before the object was read: of two runs of one key,
     * that of the older object cannot overwrite that of the newer.
     */
    @Override
    public Run.Progress run(Run run, Consumer<Run.Progress> progress) throws IOException, SupersededException {
        Processor processor = run.processor();
        BucketName target = processor.targetBucket();
        String targetKey = processor.kind().targetKey(run.input().key());
        Optional<StoredObject> before = store.find(target, targetKey);
        try (ObjectContent source = open(run)) {
            if (before.isPresent() && isOf(before.get(), run)) {
                return new Run.Progress(run.input().size(), before.get().size());
            }
            CountingStream read = new CountingStream(source.body());
            try (CountingStream made = new CountingStream(made(processor.kind(), read),
                    written -> progress.accept(new Run.Progress(read.count(), written)))) {
                store.put(target, targetKey, new NewObject(made, NewObject.UNKNOWN, type(processor.kind()),
                        Map.of(SOURCE, run.input().etag(), MADE_BY, processor.name()),
                        before.map(there -> WriteCondition.etag(there.etag())).orElse(WriteCondition.ABSENT),
                        Checksums.NONE));
                return new Run.Progress(read.count(), made.count());
            }
        }
    }

    private ObjectContent open(Run run) throws IOException, SupersededException {
        BucketName bucket = new BucketName(run.processor().tenant(), run.input().bucket());
        try {
            ObjectContent content = store.get(bucket, run.input().key());
            if (content.object().etag().equals(run.input().etag())) {
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

    /** It was made by an attempt that ended before it could say so. */
    private static boolean isOf(StoredObject made, Run run) {
        return run.input().etag().equals(made.metadata().get(SOURCE))
                && run.processor().name().equals(made.metadata().get(MADE_BY));
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

package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * How slow a sender may be. A body keeps a turn as long as it is on its way, so a few senders of a byte now and then
 * would hold the turns of all. Only the time that was spent waiting for the sender counts, not what the store takes.
 */
public final class ClientPace {
    private static final double NANOS_A_SECOND = 1e9;

    private final UploadProperties properties;
    private final LongSupplier clock;

    ClientPace(UploadProperties properties, LongSupplier clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** The same body, which throws {@link StoreError#UPLOAD_TOO_SLOW} once its sender has been too slow for too long. */
    public InputStream of(InputStream body) {
        return new Paced(body);
    }

    private final class Paced extends FilterInputStream {
        private long waited;
        private long received;

        Paced(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            long start = clock.getAsLong();
            int next = super.read();
            count(start, next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            long start = clock.getAsLong();
            int count = super.read(into, offset, length);
            count(start, Math.max(0, count));
            return count;
        }

        private void count(long start, int bytes) {
            waited += clock.getAsLong() - start;
            received += bytes;
            if (waited > properties.slowFor().toNanos()
                    && received * NANOS_A_SECOND / waited < properties.slowest().toBytes()) {
                throw new ProblemException(StoreError.UPLOAD_TOO_SLOW, "Send at least "
                        + properties.slowest().toBytes() + " bytes a second, or the object in parts.");
            }
        }
    }
}

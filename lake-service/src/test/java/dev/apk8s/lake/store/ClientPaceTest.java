package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ClientPaceTest {
    private final AtomicLong clock = new AtomicLong();
    private final ClientPace pace = new ClientPace(new UploadProperties(1, Duration.ofSeconds(1), DataSize.ofBytes(100),
            Duration.ofSeconds(10), DataSize.ofGigabytes(1), DataSize.ofMegabytes(256), DataSize.ofMegabytes(8), 1),
            clock::get);

    @Test
    void aSenderMayTakeItsTimeAtFirst() throws IOException {
        InputStream body = pace.of(sending(1, Duration.ofSeconds(5)));
        assertThat(body.read()).isZero();
        assertThat(body.read(new byte[10])).isEqualTo(1);
    }

    @Test
    void isBrokenOffWhenItGoesOnSo() throws IOException {
        InputStream body = pace.of(sending(1, Duration.ofSeconds(5)));
        body.read();
        body.read();
        assertThatThrownBy(body::read).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.code()).isEqualTo(StoreError.UPLOAD_TOO_SLOW));
    }

    @Test
    void mayGoOnForeverAtThePaceThatIsAskedFor() throws IOException {
        InputStream body = pace.of(sending(110, Duration.ofSeconds(1)));
        assertThat(body.readNBytes(100_000)).hasSize(100_000);
    }

    @Test
    void isNotBlamedForWhatOthersTake() throws IOException {
        InputStream body = pace.of(sending(1, Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            clock.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(body.read()).isZero();
        }
    }

    /** A sender of so many bytes each time that so much has passed. */
    private InputStream sending(int bytes, Duration interval) {
        return new InputStream() {
            @Override
            public int read() {
                clock.addAndGet(interval.toNanos());
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                clock.addAndGet(interval.toNanos());
                return Math.min(bytes, length);
            }
        };
    }
}

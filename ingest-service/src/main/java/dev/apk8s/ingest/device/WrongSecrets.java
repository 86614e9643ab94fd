package dev.apk8s.ingest.device;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts wrong secrets by device name. It only changes the answer to wrong ones: whoever floods a device's name with
 * guesses must not be able to lock the device itself out, and guessing 256 random bits is without hope anyhow.
 */
@Component
final class WrongSecrets {
    private static final Logger log = LoggerFactory.getLogger(WrongSecrets.class);
    private static final int MAX_NAMES = 10_000;
    private static final int LONGEST_NAME = 64;

    private final Cache<String, AtomicInteger> counts;
    private final int tolerated;
    private final Duration window;
    private final Counter counter;

    WrongSecrets(DeviceProperties properties, MeterRegistry meters) {
        tolerated = properties.wrongSecrets();
        window = properties.wrongSecretsWindow();
        counts = Caffeine.newBuilder().maximumSize(MAX_NAMES).expireAfterWrite(window).build();
        counter = Counter.builder("apk8s.ingest.device.refused")
                .description("Credentials of devices that were wrong or of a disabled device").register(meters);
    }

    /**
     * Counts one.
     *
     * @throws ProblemException 429 if there were too many: the sender is to slow down
     */
    void count(String device) {
        counter.increment();
        if (device.length() > LONGEST_NAME) {
            return;
        }
        int count = counts.get(device, _ -> new AtomicInteger()).incrementAndGet();
        if (count == tolerated + 1) {
            log.warn("Device '{}' was refused {} times within {}", device.replaceAll("[^\\w.-]", "?"), count, window);
        }
        if (count > tolerated) {
            throw new ProblemException(DeviceError.TOO_MANY_WRONG_SECRETS,
                    "Check the device's id and secret. The right secret is taken at any time.").retryAfter(window);
        }
    }
}

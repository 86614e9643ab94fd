package dev.apk8s.platform.event;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compression of records by native code. Without being asked, lz4-java does without it under any class loader but the
 * system's, such as that of an executable archive, once for the life of the process.
 */
final class NativeLz4 {
    private static final Logger log = LoggerFactory.getLogger(NativeLz4.class);

    private NativeLz4() {}

    /** To be called before the first producer is made. */
    static void load() {
        try {
            LZ4Factory.nativeInstance();
        } catch (LinkageError | UnsupportedOperationException | IllegalStateException absent) {
            log.info("Records are compressed by Java code, since this system has no native LZ4: {}",
                    absent.toString());
        }
    }
}

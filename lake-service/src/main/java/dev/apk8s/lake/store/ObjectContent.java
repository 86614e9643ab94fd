package dev.apk8s.lake.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object with its bytes, or a range of them, as they come from the store. Close it, read to its end or not.
 *
 * @param object with the size of the whole
 * @param length of what the body gives, in bytes
 * @param range as {@code Content-Range} has it; null if this is the whole object
 */
public record ObjectContent(StoredObject object, InputStream body, long length,
        @Nullable String range) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}

package dev.apk8s.lake.row;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes rows to one file. Closing it ends the file, and leaves the stream below open; closing it again does nothing. */
public interface RowWriter extends Closeable {
    void write(@Nullable String[] row) throws IOException;

    /** How large the file would be by now, in bytes: about, for what is not encoded yet. */
    long size();
}

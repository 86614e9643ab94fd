package dev.apk8s.local.s3proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** Whether a directory can hold objects. S3Proxy would lose their metadata without a word where it cannot. */
final class FileSystemCheck {
    private static final String ATTRIBUTE = "content-type";

    private FileSystemCheck() {}

    /**
     * Tries it.
     *
     * @throws IOException says what the file system lacks
     */
    static void run(Path directory) throws IOException {
        try {
            Path file = directory.resolve("probe-ü-鍵-" + ProcessHandle.current().pid());
            Files.write(file, new byte[0]);
            try {
                Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).write(ATTRIBUTE,
                        ByteBuffer.wrap("text/csv".getBytes(StandardCharsets.UTF_8)));
            } catch (IOException | UnsupportedOperationException refused) {
                throw new IOException("The file system of " + directory
                        + " keeps no user attributes, in which the metadata of objects are", refused);
            } finally {
                Files.delete(file);
            }
        } catch (InvalidPathException refused) {
            throw new IOException("File names are not UTF-8 here: set LC_ALL=C.UTF-8", refused);
        }
    }
}

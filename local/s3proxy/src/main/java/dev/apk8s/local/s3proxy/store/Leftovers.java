package dev.apk8s.local.s3proxy.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.apk8s.local.s3proxy.event.EventName;
import dev.apk8s.local.s3proxy.event.Intent;
import org.jspecify.annotations.Nullable;

/**
 * What a change that did not come to its end has left in the directory. S3Proxy writes {@code key-uuid} beside the key,
 * gives it its attributes one by one, the ETag first, and renames it.
 */
final class Leftovers {
    private static final Pattern UUID = Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int UUID_LENGTH = 37;
    private static final String ETAG = "content-md5";
    private static final String UPLOADS = ".mpus-";

    private final Path root;

    Leftovers(Path root) {
        this.root = root;
    }

    /** Whether a name is one that S3Proxy would give to the file that becomes a key. */
    static boolean isTemporary(String key, String name) {
        return name.length() == key.length() + UUID_LENGTH && name.startsWith(key)
                && UUID.matcher(name.substring(key.length())).matches();
    }

    /**
     * Whether a temporary file was written for an intent. All that came to its end carries a mark; a copy carries that of
     * what was copied.
     *
     * @param mark null where a kill came before the file had it
     */
    static boolean belongs(Intent intent, @Nullable String mark) {
        return mark == null || intent.id().equals(mark) || intent.name() == EventName.COPY;
    }

    /** Removes the unfinished file of an intent, and the directories that were made for it alone. */
    void remove(Intent intent) throws IOException {
        Path bucket = root.resolve(intent.bucket());
        Path target = bucket.resolve(intent.key());
        Path parent = target.getParent();
        if (parent == null || !parent.normalize().startsWith(bucket)) {
            return;
        }
        for (Path file : children(parent)) {
            if (isTemporary(target.getFileName().toString(), file.getFileName().toString())
                    && belongs(intent, text(attribute(file, Marks.ATTRIBUTE)))) {
                Files.deleteIfExists(file);
            }
        }
        removeEmptyDirectories(intent.bucket(), intent.key());
    }

    /** Removes the directories above a key that hold nothing. */
    void removeEmptyDirectories(String bucket, String key) throws IOException {
        Path home = root.resolve(bucket);
        Path directory = home.resolve(key).normalize().getParent();
        while (directory != null && !directory.equals(home) && directory.startsWith(home)
                && attribute(directory, ETAG) == null) {
            try {
                Files.delete(directory);
            } catch (DirectoryNotEmptyException | NoSuchFileException _) {
                return;
            }
            directory = directory.getParent();
        }
    }

    /** Removes parts that did not arrive whole. Whole ones stay until their upload is completed or aborted. */
    void removeUnfinishedParts() throws IOException {
        for (Path bucket : children(root)) {
            for (Path upload : children(bucket)) {
                if (upload.getFileName().toString().startsWith(UPLOADS)) {
                    removeUnfinishedParts(upload);
                }
            }
        }
    }

    private static void removeUnfinishedParts(Path upload) throws IOException {
        try (Stream<Path> files = Files.walk(upload)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (attribute(file, ETAG) == null) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] attribute(Path file, String name) throws IOException {
        UserDefinedFileAttributeView attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            if (!attributes.list().contains("user." + name) && !attributes.list().contains(name)) {
                return null;
            }
            String full = attributes.list().contains(name) ? name : "user." + name;
            ByteBuffer value = ByteBuffer.allocate(attributes.size(full));
            attributes.read(full, value);
            return value.array();
        } catch (NoSuchFileException _) {
            return null;
        }
    }
}

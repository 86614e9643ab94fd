package dev.apk8s.local.anvil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The chain's state between two lives of the node. The node writes its file in place, so one that is killed leaves half
 * of it: what is taken over is a copy of the last whole one.
 *
 * @param kept the copy, from which the node begins
 * @param dump what the node writes, from time to time and when it ends
 */
record StateFile(Path kept, Path dump) {
    static StateFile in(Path directory) {
        return new StateFile(directory.resolve("state.json"), directory.resolve("dump.json"));
    }

    boolean exists() {
        return Files.exists(kept);
    }

    /** When the node last wrote, or null if it never did. */
    @Nullable
    FileTime written() throws IOException {
        return Files.exists(dump) ? Files.getLastModifiedTime(dump) : null;
    }

    /** Keeps what the node wrote, if it is whole. */
    void keep() throws IOException {
        if (!Files.exists(dump)) {
            return;
        }
        Path copy = kept.resolveSibling("state.json.new");
        Files.copy(dump, copy, StandardCopyOption.REPLACE_EXISTING);
        if (isWhole(copy)) {
            Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(copy);
        }
    }

    private static boolean isWhole(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() != null && parser.currentToken().isStructEnd() && parser.nextToken() == null;
        } catch (JacksonException half) {
            return false;
        }
    }
}

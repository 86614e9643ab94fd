package dev.apk8s.local.trino;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.apk8s.local.archive.Archive;
import dev.apk8s.local.archive.Progress;

/**
 * The unpacked server, of which all copies of the platform run: what a copy keeps is elsewhere. Of 2 GB, less than 400
 * MB are used.
 */
record Distribution(Path home) {
    private static final List<String> PLUGINS = List.of("elasticsearch", "hive", "kafka", "mariadb", "mysql",
            "opensearch", "tpch");
    /** Libraries of the hive plugin for stores and caches that none of its catalogs here uses, by name. */
    private static final List<String> UNUSED = List.of("plugin/hive/hdfs/", "plugin/hive/org.rocksdb_rocksdbjni");

    void unpackOnce(Archive archive, Progress progress) throws IOException {
        Path parent = home.getParent();
        if (parent == null) {
            throw new IOException(home + " is no place for the server");
        }
        Files.createDirectories(parent);
        Path lock = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!isDone(archive)) {
                archive.unpack(home, Distribution::isWanted, progress);
                Files.writeString(mark(), content(archive));
            }
        }
    }

    static boolean isWanted(String path) {
        return path.startsWith("lib/") || path.equals("NOTICE") || isOfWantedPlugin(path);
    }

    private static boolean isOfWantedPlugin(String path) {
        return PLUGINS.stream().anyMatch(plugin -> path.startsWith("plugin/" + plugin + "/"))
                && UNUSED.stream().noneMatch(path::startsWith);
    }

    private boolean isDone(Archive archive) throws IOException {
        return Files.exists(mark()) && Files.readString(mark()).equals(content(archive));
    }

    /** Written last, so that a run that was cut off is done again. */
    private Path mark() {
        return home.resolve("apk8s-unpacked.txt");
    }

    private static String content(Archive archive) {
        return archive.name() + " with " + PLUGINS + " without " + UNUSED + "\n";
    }
}

package dev.apk8s.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells archives, and what runs them, apart. Times would not do, as builds give all archives the same one; nor is
 * everything read, as an archive's directory holds a checksum of each entry.
 */
final class Fingerprint {
    private static final int LENGTH = 16;

    private Fingerprint() {}

    static String of(List<Path> archives, List<String> flags) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path archive : archives) {
                try (ZipFile zip = new ZipFile(archive.toFile())) {
                    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                        ZipEntry entry = entries.nextElement();
                        add(digest, entry.getName() + " " + entry.getSize() + " " + entry.getCrc());
                    }
                }
            }
            flags.forEach(flag -> add(digest, flag));
            add(digest, System.getProperty("java.home") + " " + Runtime.version());
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException("Every Java has SHA-256", fault);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

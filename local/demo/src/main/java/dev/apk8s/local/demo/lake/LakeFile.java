package dev.apk8s.local.demo.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A copy of an object, in a file of this process's own. */
public record LakeFile(Path path) {

    /** A new empty file that is deleted when the process ends. */
    public static LakeFile create(String suffix) {
        try {
            Path path = Files.createTempFile("apk8s-demo-", suffix);
            path.toFile().deleteOnExit();
            return new LakeFile(path);
        } catch (IOException fault) {
            throw new UncheckedIOException("No temporary file can be made: " + fault.getMessage(), fault);
        }
    }

    public long size() {
        try {
            return Files.size(path);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** SHA-256 of the content, hexadecimal. */
    public String sha256() {
        return sha256(false);
    }

    /** SHA-256 of what it holds compressed by gzip, hexadecimal. */
    public String sha256Unzipped() {
        return sha256(true);
    }

    /** How many lines contain a text. */
    public long linesWith(String text) {
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String sha256(boolean unzip) {
        try (InputStream content = Files.newInputStream(path);
                InputStream read = unzip ? new GZIPInputStream(content, 1 << 16) : content;
                DigestInputStream digested = new DigestInputStream(read, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

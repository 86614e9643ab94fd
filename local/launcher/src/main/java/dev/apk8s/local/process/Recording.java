package dev.apk8s.local.process;

import java.nio.file.Path;

/**
 * A start that can be recorded, so that later ones are shorter.
 *
 * @param name of the component
 * @param launch a start that ends by itself before the component does anything, and writes what it recorded
 * @param written what it writes; nobody reads it before it is whole
 * @param cache where it belongs then
 */
public record Recording(String name, Launch launch, Path written, Path cache) {
    /** What the JVM collects on the way, and deletes itself unless it is cut off. */
    Path collected() {
        return written.resolveSibling(written.getFileName() + ".config");
    }
}

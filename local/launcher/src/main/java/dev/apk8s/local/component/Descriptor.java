package dev.apk8s.local.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One {@code component.yaml}, as it was written: expressions are not resolved yet.
 *
 * @param file the descriptor's file
 * @param label its name, for machines and for people
 * @param ports default ports by name
 * @param secrets names of passwords this component introduces
 * @param exports what others may refer to as {@code ${<name>.<export>}}
 */
public record Descriptor(Path file, Label label, Program program, Lifecycle lifecycle, Map<String, Integer> ports,
        List<String> secrets, Map<String, String> exports) {

    /**
     * What it is called.
     *
     * @param name unique; also the name of its data directory and log
     * @param title shown to people
     */
    public record Label(String name, String title, Kind kind) {}

    public String name() {
        return label.name();
    }

    /** The Maven module's directory. */
    public Path module() {
        Path module = file.getParent();
        if (module == null) {
            throw new ComponentException(file + " is in no directory");
        }
        return module;
    }
}

package dev.apk8s.local.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code component.yaml}, as it was written: expressions are not resolved yet.
 *
 * @param file the descriptor's file
 * @param label its name, for machines and for people
 * @param share how it takes part in the platform
 * @param ports default ports by name
 * @param secrets names of passwords this component introduces
 * @param exports what others may refer to as {@code ${<name>.<export>}}
 */
public record Descriptor(Path file, Label label, Share share, Program program, Lifecycle lifecycle,
        Map<String, Integer> ports,
        List<String> secrets, Map<String, String> exports) {

    /**
     * What it is called.
     *
     * @param name unique; also the name of its data directory and log
     * @param title shown to people
     */
    public record Label(String name, String title, Kind kind) {}

    /**
     * How it takes part in the platform.
     *
     * @param part what it belongs to, to be left out or asked for by one name
     * @param optional whether it runs only when it is asked for
     * @param diskBytes room that it takes on top of what all need, until it ran once
     */
    public record Share(Optional<String> part, boolean optional, long diskBytes) {
        public static final Share PLAIN = new Share(Optional.empty(), false, 0);

        boolean isOf(String name) {
            return part.filter(name::equals).isPresent();
        }
    }

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

package dev.apk8s.local.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All components of a clone, in an order in which each comes after what it needs. */
public final class Catalog {
    public static final String FILE_NAME = "component.yaml";

    private final Path root;
    private final Map<String, Descriptor> descriptors;

    private Catalog(Path root, Map<String, Descriptor> descriptors) {
        this.root = root;
        this.descriptors = descriptors;
    }

    /**
     * Reads {@code local/*}{@code /component.yaml} and {@code *}{@code /component.yaml}.
     *
     * @throws ComponentException naming file and key of the first fault
     */
    public static Catalog discover(Path root) {
        List<Path> files = new ArrayList<>(descriptorsIn(root.resolve("local")));
        files.addAll(descriptorsIn(root));
        Map<String, Descriptor> byName = new LinkedHashMap<>();
        for (Path file : files) {
            Descriptor descriptor = DescriptorReader.read(file);
            Descriptor earlier = byName.put(descriptor.name(), descriptor);
            if (earlier != null) {
                throw new ComponentException(file, "name",
                        "'" + descriptor.name() + "' is taken already by " + earlier.file());
            }
        }
        byName.values().forEach(descriptor -> descriptor.share().part().filter(byName::containsKey).ifPresent(part -> {
            throw new ComponentException(descriptor.file(), "part", "'" + part + "' is the name of a component");
        }));
        Map<String, Descriptor> ordered = new LinkedHashMap<>();
        byName.values().forEach(descriptor -> place(descriptor, byName, ordered, new LinkedHashSet<>()));
        return new Catalog(root, ordered);
    }

    public Path root() {
        return root;
    }

    public Collection<Descriptor> all() {
        return descriptors.values();
    }

    public Optional<Descriptor> find(String name) {
        return Optional.ofNullable(descriptors.get(name));
    }

    /**
     * The component of this name.
     *
     * @throws ComponentException listing the names there are, when there is no such component
     */
    public Descriptor get(String name) {
        return find(name).orElseThrow(() -> new ComponentException("There is no component '" + name + "'. There are: "
                + String.join(", ", descriptors.keySet()) + "."));
    }

    /** The components of this part, in starting order; none when there is no such part. */
    public List<Descriptor> part(String name) {
        return descriptors.values().stream().filter(descriptor -> descriptor.share().isOf(name)).toList();
    }

    /** Whether a component needs one of these, directly or not. */
    public boolean needsAny(Descriptor descriptor, Collection<String> names) {
        return descriptor.lifecycle().needs().stream()
                .anyMatch(need -> names.contains(need) || needsAny(get(need), names));
    }

    /** The names of components and of parts. */
    public Set<String> selectable() {
        Set<String> names = new LinkedHashSet<>(descriptors.keySet());
        descriptors.values().forEach(descriptor -> descriptor.share().part().ifPresent(names::add));
        return names;
    }

    /** The named components and all they need, directly or not, in starting order. */
    public List<Descriptor> withNeeds(Collection<String> names) {
        Set<String> wanted = new LinkedHashSet<>();
        names.forEach(name -> addWithNeeds(get(name), wanted));
        return descriptors.values().stream().filter(descriptor -> wanted.contains(descriptor.name())).toList();
    }

    private void addWithNeeds(Descriptor descriptor, Set<String> wanted) {
        if (wanted.add(descriptor.name())) {
            descriptor.lifecycle().needs().forEach(need -> addWithNeeds(get(need), wanted));
        }
    }

    private static void place(Descriptor descriptor, Map<String, Descriptor> byName, Map<String, Descriptor> ordered,
            Set<String> path) {
        if (ordered.containsKey(descriptor.name())) {
            return;
        }
        if (!path.add(descriptor.name())) {
            throw new ComponentException(descriptor.file(), "needs",
                    "goes in a circle: " + String.join(" -> ", path) + " -> " + descriptor.name());
        }
        for (String need : descriptor.lifecycle().needs()) {
            Descriptor needed = byName.get(need);
            if (needed == null) {
                throw new ComponentException(descriptor.file(), "needs", "there is no component '" + need
                        + "'; there are " + String.join(", ", byName.keySet()));
            }
            place(needed, byName, ordered, path);
        }
        path.remove(descriptor.name());
        ordered.put(descriptor.name(), descriptor);
    }

    private static List<Path> descriptorsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> modules = Files.list(directory)) {
            return modules.map(module -> module.resolve(FILE_NAME)).filter(Files::isRegularFile).sorted().toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

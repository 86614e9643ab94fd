package dev.apk8s.local.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import picocli.CommandLine.Option;

/** Which components to run. */
final class Selection {
    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Run these, and what they need.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--with", paramLabel = "NAME", split = ",", description = {
            "Run these as well, which do not run unless asked for: @|bold mariadb|@, @|bold monitoring|@, or a part"
                    + " with all that is optional in it."})
    private List<String> with = new ArrayList<>();

    @Option(names = "--without", paramLabel = "NAME", split = ",", description = {
            "A part (@|bold warehouse|@, @|bold lake|@): leave it out, and what needs it.",
            "A component: run all but it. What needs it starts all the same: run it yourself, on its port."})
    private List<String> without = new ArrayList<>();

    /**
     * What is to run besides what that needs.
     *
     * @throws Problem when something is asked for and left out at once
     */
    List<String> names(Catalog catalog) {
        Set<String> leftOut = leftOut(catalog);
        List<String> asked = Stream.concat(only.stream(), with.stream()).flatMap(name -> named(catalog, name).stream())
                .map(Descriptor::name).distinct().toList();
        asked.stream().filter(leftOut::contains).findFirst().ifPresent(name -> {
            throw new Problem(ExitCode.WRONG_USAGE, name + " is asked for, and left out by --without "
                    + String.join(",", without) + ".");
        });
        if (!only.isEmpty()) {
            return asked;
        }
        return catalog.all().stream()
                .filter(descriptor -> !descriptor.share().optional() || asked.contains(descriptor.name()))
                .map(Descriptor::name).filter(name -> !leftOut.contains(name)).toList();
    }

    /** Components that somebody else runs, or nobody: what needs them does not wait. */
    List<String> without(Catalog catalog) {
        return without.stream().filter(name -> catalog.part(name).isEmpty()).toList();
    }

    List<Descriptor> descriptors(Catalog catalog) {
        List<String> elsewhere = without(catalog);
        return catalog.withNeeds(names(catalog)).stream()
                .filter(descriptor -> !elsewhere.contains(descriptor.name())).toList();
    }

    /** What is left out because it needs something of a part that is left out. */
    List<String> leftOutAsWell(Catalog catalog) {
        Set<String> ofParts = ofParts(catalog);
        return leftOut(catalog).stream().filter(name -> !ofParts.contains(name)).toList();
    }

    private Set<String> leftOut(Catalog catalog) {
        Set<String> ofParts = ofParts(catalog);
        Set<String> leftOut = new LinkedHashSet<>(ofParts);
        catalog.all().stream().filter(descriptor -> catalog.needsAny(descriptor, ofParts)).map(Descriptor::name)
                .forEach(leftOut::add);
        return leftOut;
    }

    private Set<String> ofParts(Catalog catalog) {
        Set<String> names = new LinkedHashSet<>();
        without.stream().map(name -> named(catalog, name)).flatMap(Collection::stream)
                .filter(descriptor -> !without.contains(descriptor.name())).map(Descriptor::name)
                .forEach(names::add);
        return names;
    }

    private static List<Descriptor> named(Catalog catalog, String name) {
        List<Descriptor> part = catalog.part(name);
        if (!part.isEmpty()) {
            return part;
        }
        return List.of(catalog.find(name).orElseThrow(() -> new Problem(ExitCode.WRONG_USAGE,
                "There is no component or part '" + name + "'. There are: "
                        + String.join(", ", catalog.selectable()) + ".")));
    }
}

package dev.apk8s.local.cli;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which components to run. */
final class Selection {
    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Run these, and what they need.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--without", paramLabel = "NAME", split = ",", description = {
            "Run all but these. What needs one of them starts all the same: run it yourself, on its port."})
    private List<String> without = new ArrayList<>();

    List<String> names(Catalog catalog) {
        only.forEach(catalog::get);
        without.forEach(catalog::get);
        return only.isEmpty() ? catalog.all().stream().map(Descriptor::name).toList() : List.copyOf(only);
    }

    List<String> without() {
        return List.copyOf(without);
    }

    List<Descriptor> descriptors(Catalog catalog) {
        return catalog.withNeeds(names(catalog)).stream()
                .filter(descriptor -> !without.contains(descriptor.name())).toList();
    }
}

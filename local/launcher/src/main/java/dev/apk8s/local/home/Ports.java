package dev.apk8s.local.home;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives every port of every component its number; keys are {@code <component>.<port>}. */
public final class Ports {
    private Ports() {}

    /**
     * The defaults, moved and replaced as the settings say.
     *
     * @throws HomeException when a setting names no port, or two ports got one number
     */
    public static Map<String, Integer> assign(Catalog catalog, Settings settings) {
        Map<String, Integer> assigned = new LinkedHashMap<>();
        for (Descriptor descriptor : catalog.all()) {
            descriptor.ports().forEach((port, number) -> assigned.put(descriptor.name() + "." + port,
                    number + settings.portOffset()));
        }
        settings.ports().forEach((key, number) -> {
            if (assigned.replace(key, number) == null) {
                throw new HomeException(
                        "There is no port '" + key + "'. There are: " + String.join(", ", assigned.keySet()) + ".");
            }
        });
        check(assigned);
        return assigned;
    }

    /** A free port for each, so that copies for tests never meet one that runs. */
    public static Map<String, Integer> assignFree(Catalog catalog) {
        Map<String, Integer> assigned = new LinkedHashMap<>();
        catalog.all().forEach(
                descriptor -> descriptor.ports().keySet()
                        .forEach(port -> assigned.put(descriptor.name() + "." + port, 0)));
        Iterator<Integer> free = FreePorts.choose(assigned.size()).iterator();
        assigned.replaceAll((_, _) -> free.next());
        return assigned;
    }

    private static void check(Map<String, Integer> assigned) {
        Map<Integer, String> owners = new HashMap<>();
        assigned.forEach((key, number) -> {
            if (number < 1 || number > 65535) {
                throw new HomeException(
                        key + " would get port " + number + ": choose a smaller --port-offset, or --port "
                                + key + "=N.");
            }
            String other = owners.put(number, key);
            if (other != null) {
                throw new HomeException(other + " and " + key + " would both get port " + number
                        + ": choose another one with --port " + key + "=N.");
            }
        });
    }
}

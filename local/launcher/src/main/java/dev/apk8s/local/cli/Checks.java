package dev.apk8s.local.cli;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.home.FreePorts;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.process.PortHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be so before anything is started. */
final class Checks {
    private static final long LEAST_FREE_BYTES = 2L << 30;

    private Checks() {}

    /** @param descriptors those that are to run: one that never did needs its own room on top */
    static void diskHasRoom(Home home, Collection<Descriptor> descriptors) {
        long needed = LEAST_FREE_BYTES + descriptors.stream()
                .filter(descriptor -> !Files.exists(home.data(descriptor.name())))
                .mapToLong(descriptor -> descriptor.share().diskBytes()).sum();
        long free = freeBytes(home);
        if (free < needed) {
            throw new Problem(ExitCode.NOT_POSSIBLE,
                    "The disk of " + home.directory() + " has too little room: " + Amounts.bytes(Math.max(free, 1))
                            + " are free, " + Amounts.bytes(needed)
                            + " are needed.\nMake room, keep the data elsewhere: ./apk8s up --home DIR, or leave something out:"
                            + " ./apk8s up --without warehouse");
        }
    }

    /** A line to be shown when there is little room left. */
    static Optional<String> diskWarning(Home home) {
        long free = freeBytes(home);
        return free < LEAST_FREE_BYTES
                ? Optional.of("The disk is nearly full: " + Amounts.bytes(Math.max(free, 1)) + " are free.")
                : Optional.empty();
    }

    private static long freeBytes(Home home) {
        try {
            return Files.getFileStore(home.directory()).getUsableSpace();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** @param ports by {@code <component>.<port>} */
    static void portsAreFree(Collection<Descriptor> descriptors, Map<String, Integer> ports) {
        List<String> taken = new ArrayList<>();
        String example = "";
        for (Descriptor descriptor : descriptors) {
            for (String port : descriptor.ports().keySet()) {
                String key = descriptor.name() + "." + port;
                Integer number = ports.get(key);
                if (number != null && !FreePorts.isFree(number)) {
                    taken.add("Port " + number + " (" + key + ") is in use by "
                            + PortHolder.find(number).orElse("a program that cannot be seen from here") + ".");
                    example = "--port " + key + "=" + (number + 10_000 < 65_536 ? number + 10_000 : number - 10_000);
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new Problem(ExitCode.NOT_POSSIBLE,
                    String.join("\n", taken) + "\nStop that program, or choose another port: ./apk8s up " + example
                            + "\nor move all ports: ./apk8s up --port-offset 100");
        }
    }
}

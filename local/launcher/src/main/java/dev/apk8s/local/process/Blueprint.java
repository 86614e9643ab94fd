package dev.apk8s.local.process;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Readiness;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A component with all its expressions resolved, as it will be started.
 *
 * @param prepare runs to its end before each start
 * @param readiness resolved
 * @param readyFile what an announcing component creates
 */
public record Blueprint(Descriptor descriptor, Optional<Launch> prepare, Launch run, Readiness readiness,
        Path readyFile) {}

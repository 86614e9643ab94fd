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
 * @param recording of a start like this one, when there is none yet
 */
public record Blueprint(Descriptor descriptor, Optional<Launch> prepare, Launch run, Readiness readiness,
        Path readyFile, Optional<Recording> recording) {}

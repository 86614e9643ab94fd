package dev.apk8s.local.junit;

import dev.apk8s.local.process.ProcessIdentity;
import java.util.Optional;

/** For whom shared engines run: the Maven process around this test process, else this test process itself. */
final class BuildOwner {
    /** Maven's class loader library is on the command line of each Maven, the daemon's own name on the daemon's. */
    private static final String MAVEN = "plexus-classworlds";
    private static final String MAVEN_DAEMON = "mvnd";

    private BuildOwner() {}

    static ProcessIdentity find() {
        Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
        while (ancestor.isPresent()) {
            String command = ancestor.get().info().commandLine().orElse("");
            if (command.contains(MAVEN) || command.contains(MAVEN_DAEMON)) {
                return ProcessIdentity.of(ancestor.get());
            }
            ancestor = ancestor.get().parent();
        }
        return ProcessIdentity.current();
    }
}

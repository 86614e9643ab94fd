package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The files of a supervisor that did not come to clear them. */
public final class StaleRun {
    private StaleRun() {}

    /**
     * Ends what is left of a killed supervisor's processes and clears its files; does nothing while one lives.
     *
     * @return whether there was anything
     */
    public static boolean clear(Home home) throws InterruptedException {
        if (ControlClient.find(home).isPresent()) {
            return false;
        }
        try {
            boolean found = RunRecord.read(home).isPresent() || Remains.areIn(home);
            Remains.clear(home.run());
            RunRecord.delete(home);
            return found;
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot clear " + home.run() + ": " + fault.getMessage(), fault);
        }
    }
}

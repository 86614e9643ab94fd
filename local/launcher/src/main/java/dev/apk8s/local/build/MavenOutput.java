package dev.apk8s.local.build;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads progress from the lines of a Maven that runs in batch mode. */
final class MavenOutput {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) \\S+\\s+\\[(\\d+)/(\\d+)]");
    private static final Pattern DOWNLOAD = Pattern.compile("(?:\\[INFO] )?Downloading from \\S+: \\S+/([^/\\s]+)");

    private final BuildListener listener;

    MavenOutput(BuildListener listener) {
        this.listener = listener;
    }

    void line(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.matches()) {
            listener.module(module.group(1), Integer.parseInt(module.group(2)), Integer.parseInt(module.group(3)));
            return;
        }
        Matcher download = DOWNLOAD.matcher(line);
        if (download.matches()) {
            listener.downloading(download.group(1));
        }
    }
}

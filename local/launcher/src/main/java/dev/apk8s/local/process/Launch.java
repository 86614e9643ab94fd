package dev.apk8s.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One command to run.
 *
 * @param environment added to that of the launcher
 * @param directory the working directory; made when it is missing
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {}

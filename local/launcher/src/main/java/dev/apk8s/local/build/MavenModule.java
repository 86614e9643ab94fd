package dev.apk8s.local.build;

import java.nio.file.Path;
import java.util.List;

/**
 * One module of the clone, as far as its pom tells without Maven.
 *
 * @param children directories of its own modules
 * @param dependencies artifact ids it is built from, those for tests aside
 */
record MavenModule(Path directory, String artifactId, List<Path> children, List<String> dependencies) {}

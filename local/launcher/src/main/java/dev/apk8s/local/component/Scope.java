package dev.apk8s.local.component;

import java.nio.file.Path;
import java.util.Map;

/**
 * What expressions may refer to.
 *
 * @param ports by {@code <component>.<port>}
 * @param secrets by name
 * @param data holds each component's data directory, by its name
 * @param logs the directory of the logs
 * @param overrides values that stand in for exports, by {@code <component>.<export>}
 */
public record Scope(Catalog catalog, Map<String, Integer> ports, Map<String, String> secrets, Path data, Path logs,
        Map<String, String> overrides) {}

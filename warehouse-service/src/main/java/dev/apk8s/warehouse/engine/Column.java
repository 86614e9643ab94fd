package dev.apk8s.warehouse.engine;

/**
 * A column of a result.
 *
 * @param type as the engine names it, such as {@code decimal(12, 2)}
 */
public record Column(String name, String type) {}

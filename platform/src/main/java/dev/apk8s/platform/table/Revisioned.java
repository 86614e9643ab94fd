package dev.apk8s.platform.table;

/**
 * A value with the place of its last change.
 *
 * @param revision grows with every change of this key; given back when the next change must not overwrite another
 */
public record Revisioned<V>(V value, long revision) {}

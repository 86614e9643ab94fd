package dev.apk8s.warehouse.lake;

/**
 * An object in a listing.
 *
 * @param size in bytes
 */
public record LakeObject(String key, long size) {}

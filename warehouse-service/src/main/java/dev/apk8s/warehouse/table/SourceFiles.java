package dev.apk8s.warehouse.table;

import java.util.List;

import dev.apk8s.warehouse.lake.LakeObject;

/**
 * What a prefix holds.
 *
 * @param files how many of the format
 * @param bytes of them all
 * @param sample some of them, from all over the prefix
 * @param others keys of objects that are not of the format; the first hundred
 */
record SourceFiles(FileFormat format, long files, long bytes, List<LakeObject> sample, List<String> others) {}

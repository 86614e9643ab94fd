package dev.apk8s.ml.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version was trained on.
 *
 * @param experiment and {@code run}: where it was trained
 * @param algorithm such as {@code elastic-net}
 * @param parameters of the algorithm
 * @param source the statement, object or snapshot that the rows came from
 * @param snapshot the snapshot's id, if it was one
 * @param dataSha256 of the rows as they were read, in hexadecimal
 * @param rows that were read
 */
public record Origin(String experiment, String run, String algorithm, Map<String, Double> parameters, String source,
        @Nullable String snapshot, String dataSha256, long rows) {}

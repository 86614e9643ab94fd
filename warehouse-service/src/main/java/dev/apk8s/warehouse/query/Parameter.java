package dev.apk8s.warehouse.query;

import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A value for a {@code ?} of a statement.
 *
 * @param literal as the engine's SQL writes it
 */
@JsonDeserialize(using = ParameterReader.class)
record Parameter(String literal) {}

package dev.apk8s.ml.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a version of a model stands. At most one version of a model is in production. */
public enum Stage {
    @JsonProperty("none")
    NONE,
    @JsonProperty("staging")
    STAGING,
    @JsonProperty("production")
    PRODUCTION,
    @JsonProperty("archived")
    ARCHIVED
}

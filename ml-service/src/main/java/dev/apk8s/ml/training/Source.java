package dev.apk8s.ml.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where the rows of a run come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Source.Statement.class, name = "statement"),
        @JsonSubTypes.Type(value = Source.LakeObject.class, name = "object"),
        @JsonSubTypes.Type(value = Source.Snapshot.class, name = "snapshot")})
sealed interface Source {
    /** As a model's origin names it. */
    String named();

    record Statement(String statement) implements Source {
        @Override
        public String named() {
            return "statement: " + statement;
        }
    }

    record LakeObject(String bucket, String key) implements Source {
        @Override
        public String named() {
            return "lake:" + bucket + "/" + key;
        }
    }

    record Snapshot(String id) implements Source {
        @Override
        public String named() {
            return "snapshot: " + id;
        }
    }
}

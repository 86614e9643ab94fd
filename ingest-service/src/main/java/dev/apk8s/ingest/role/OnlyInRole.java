package dev.apk8s.ingest.role;

import dev.apk8s.platform.start.OnlyIf;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean of instances that have a role: {@code apk8s.ingest.roles} names them. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnlyIf(RoleCondition.class)
public @interface OnlyInRole {
    /** Reads the log and writes the index. */
    String INDEXER = "indexer";
    /** Serves devices and users. */
    String EDGE = "edge";
    /** Runs flows. */
    String FLOWS = "flows";

    String value();
}

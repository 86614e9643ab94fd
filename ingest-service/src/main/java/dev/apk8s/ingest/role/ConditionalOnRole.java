package dev.apk8s.ingest.role;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** A bean of instances that have a role: {@code apk8s.ingest.roles} names them. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(RoleCondition.class)
public @interface ConditionalOnRole {
    /** Reads the log and writes the index. */
    String INDEXER = "indexer";
    /** Serves devices and users. */
    String EDGE = "edge";
    /** Runs flows. */
    String FLOWS = "flows";

    String value();
}

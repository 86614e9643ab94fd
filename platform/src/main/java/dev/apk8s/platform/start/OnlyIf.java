package dev.apk8s.platform.start;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean that is there only if a condition holds when the service starts; of a configuration, all that it makes is meant.
 * Spring's own conditions are decided when the beans are prepared, and a service's are prepared when it is built. Where a
 * class has several, all must hold.
 *
 * @see OnlyIfProperty
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyIf {
    Class<? extends StartCondition> value();
}

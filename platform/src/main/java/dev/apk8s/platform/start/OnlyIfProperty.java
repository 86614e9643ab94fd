package dev.apk8s.platform.start;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean that is there only if a property has a value when the service starts. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnlyIf(PropertyCondition.class)
public @interface OnlyIfProperty {
    String name();

    String havingValue() default "true";

    /** What a property that is not there, or is empty, is taken for. */
    String otherwise() default "";
}

package dev.apk8s.local.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which engines the tests of a class need. They are started once for the whole build, with what they need
 * themselves, and are ready before the first test (and before Spring makes a context, when this annotation stands
 * above Spring's). {@link Engines} tells their addresses.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(EnginesExtension.class)
public @interface NeedsEngines {
    /** Names of components, such as {@code kafka}. */
    String[] value();
}

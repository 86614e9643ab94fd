package dev.apk8s.platform.start;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/** What {@link OnlyIf} asks. It is made anew for each question, by its constructor without parameters. */
public interface StartCondition {
    /**
     * Whether the bean is there.
     *
     * @param on the annotation that {@link OnlyIf} stands on, for its attributes; that itself if it stands on the class
     * @throws IllegalStateException when the service is to be refused its start, as for a value that means nothing
     */
    boolean holds(Environment environment, MergedAnnotation<?> on);
}

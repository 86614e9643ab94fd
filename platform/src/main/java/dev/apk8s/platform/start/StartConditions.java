package dev.apk8s.platform.start;

import java.util.Arrays;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;

/** Asks what {@link OnlyIf} names. */
final class StartConditions extends DecidedAtStart {
    /** Others' classes and annotations are none of these, and to read what they say instead would take its time. */
    private static final String OWN = "dev.apk8s.";

    private static final MergedAnnotations NONE = MergedAnnotations.of(List.of());

    private final Environment environment;

    StartConditions(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected boolean isAbsent(String name, BeanDefinition definition) {
        return !annotations(definition).stream(OnlyIf.class).allMatch(this::holds);
    }

    private boolean holds(MergedAnnotation<OnlyIf> condition) {
        MergedAnnotation<?> source = condition.getMetaSource();
        MergedAnnotation<?> on = source == null ? condition : source;
        Class<?> type = condition.getClass("value");
        return ((StartCondition) BeanUtils.instantiateClass(type)).holds(environment, on);
    }

    /** Those of the class: of what a method makes, the class is that of the configuration, which is looked at by itself. */
    private static MergedAnnotations annotations(BeanDefinition definition) {
        String type = definition.getBeanClassName();
        if (type == null || !type.startsWith(OWN) || definition.getFactoryBeanName() != null) {
            return NONE;
        }
        if (definition instanceof AnnotatedBeanDefinition annotated) {
            return annotated.getMetadata().getAnnotations();
        }
        return definition instanceof AbstractBeanDefinition prepared && prepared.hasBeanClass()
                && hasOwn(prepared.getBeanClass())
                        ? MergedAnnotations.from(prepared.getBeanClass())
                        : NONE;
    }

    private static boolean hasOwn(Class<?> type) {
        return Arrays.stream(type.getDeclaredAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().startsWith(OWN));
    }
}

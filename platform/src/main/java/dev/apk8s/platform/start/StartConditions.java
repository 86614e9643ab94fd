package dev.apk8s.platform.start;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;

/** Takes back what is not to be there: see {@link OnlyIf}. */
final class StartConditions implements BeanDefinitionRegistryPostProcessor {
    /** Others' classes have none of these annotations, and to read what they have instead would take its time. */
    private static final String OWN = "dev.apk8s.";

    private static final MergedAnnotations NONE = MergedAnnotations.of(List.of());

    private final Environment environment;

    StartConditions(Environment environment) {
        this.environment = environment;
    }

    /** While a service is built nothing is decided. */
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return;
        }
        List<String> absent = new ArrayList<>();
        for (String name : registry.getBeanDefinitionNames()) {
            if (!isWanted(annotations(registry.getBeanDefinition(name)))) {
                absent.add(name);
            }
        }
        absent.forEach(name -> remove(registry, name));
    }

    private boolean isWanted(MergedAnnotations annotations) {
        return annotations.stream(OnlyIf.class).allMatch(condition -> {
            MergedAnnotation<?> source = condition.getMetaSource();
            MergedAnnotation<?> on = source == null ? condition : source;
            Class<?> type = condition.getClass("value");
            return ((StartCondition) BeanUtils.instantiateClass(type)).holds(environment, on);
        });
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
                ? MergedAnnotations.from(prepared.getBeanClass())
                : NONE;
    }

    /** With all that it makes. */
    static void remove(BeanDefinitionRegistry registry, String absent) {
        registry.removeBeanDefinition(absent);
        for (String name : registry.getBeanDefinitionNames()) {
            if (absent.equals(registry.getBeanDefinition(name).getFactoryBeanName())) {
                registry.removeBeanDefinition(name);
            }
        }
    }
}

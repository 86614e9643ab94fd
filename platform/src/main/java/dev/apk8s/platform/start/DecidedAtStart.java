package dev.apk8s.platform.start;

import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

/** Takes beans back when a service starts, and what they make. While a service is built nothing is decided. */
public abstract class DecidedAtStart implements BeanDefinitionRegistryPostProcessor {
    protected abstract boolean isAbsent(String name, BeanDefinition definition);

    @Override
    public final void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return;
        }
        String[] names = registry.getBeanDefinitionNames();
        Set<String> absent = new HashSet<>();
        for (String name : names) {
            if (isAbsent(name, registry.getBeanDefinition(name))) {
                absent.add(name);
            }
        }
        for (String name : names) {
            if (absent.contains(name) || absent.contains(registry.getBeanDefinition(name).getFactoryBeanName())) {
                registry.removeBeanDefinition(name);
            }
        }
    }
}

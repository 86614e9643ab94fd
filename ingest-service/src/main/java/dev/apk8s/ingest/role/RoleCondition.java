package dev.apk8s.ingest.role;

import dev.apk8s.platform.start.StartCondition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/** Holds when the instance has the role. */
final class RoleCondition implements StartCondition {
    private static final String PROPERTY = "apk8s.ingest.roles";
    private static final List<String> ALL = List.of(OnlyInRole.EDGE, OnlyInRole.INDEXER, OnlyInRole.FLOWS);

    @Override
    public boolean holds(Environment environment, MergedAnnotation<?> on) {
        List<String> roles = Binder.get(environment).bind(PROPERTY, Bindable.listOf(String.class)).orElse(ALL);
        Set<String> unknown = new TreeSet<>(roles);
        ALL.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(PROPERTY + ": " + unknown + " are no roles. There are: " + ALL);
        }
        return roles.contains(on.getString("value"));
    }
}

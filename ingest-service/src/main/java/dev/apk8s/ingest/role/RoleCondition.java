package dev.apk8s.ingest.role;

import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when the instance has the role. */
final class RoleCondition extends SpringBootCondition {
    private static final String PROPERTY = "apk8s.ingest.roles";
    private static final List<String> ALL = List.of(ConditionalOnRole.EDGE, ConditionalOnRole.INDEXER,
            ConditionalOnRole.FLOWS);

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String wanted = metadata.getAnnotations().get(ConditionalOnRole.class).getString("value");
        List<String> roles = Binder.get(context.getEnvironment()).bind(PROPERTY, Bindable.listOf(String.class))
                .orElse(ALL);
        Set<String> unknown = new java.util.TreeSet<>(roles);
        ALL.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(PROPERTY + ": " + unknown + " are no roles. There are: " + ALL);
        }
        return new ConditionOutcome(roles.contains(wanted),
                ConditionMessage.forCondition(ConditionalOnRole.class).because(PROPERTY + " is " + roles));
    }
}

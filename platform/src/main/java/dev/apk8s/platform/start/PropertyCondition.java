package dev.apk8s.platform.start;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

final class PropertyCondition implements StartCondition {
    @Override
    public boolean holds(Environment environment, MergedAnnotation<?> on) {
        String given = environment.getProperty(on.getString("name"));
        String value = StringUtils.hasText(given) ? given : on.getString("otherwise");
        return value.equalsIgnoreCase(on.getString("havingValue"));
    }
}

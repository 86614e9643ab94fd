package dev.apk8s.platform.span;

import dev.apk8s.platform.start.StartCondition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Spans go to the log where a topic for them is named. */
final class SpanTopicGiven implements StartCondition {
    @Override
    public boolean holds(Environment environment, MergedAnnotation<?> on) {
        return StringUtils.hasText(environment.getProperty("apk8s.spans.topic"));
    }
}

package dev.apk8s.local.s3proxy.event;

import java.util.Arrays;
import java.util.List;

/** Which topics are told of what. */
public final class EventRules {
    private final List<EventRule> rules;

    private EventRules(List<EventRule> rules) {
        this.rules = rules;
    }

    /**
     * Reads rules that are separated by semicolons.
     *
     * @throws IllegalArgumentException names the rule that is not one
     */
    public static EventRules parse(String text) {
        return new EventRules(Arrays.stream(text.split(";")).filter(rule -> !rule.isBlank()).map(EventRule::parse)
                .toList());
    }

    /** All topics that can ever be told of anything. */
    public List<String> topics() {
        return rules.stream().map(EventRule::topic).distinct().toList();
    }

    /** The topics to be told. None, if no rule is for it. */
    public List<String> topics(EventName event, String bucket, String key) {
        return rules.stream().filter(rule -> rule.concerns(event, bucket, key)).map(EventRule::topic).distinct()
                .toList();
    }
}

package dev.apk8s.local.artemis;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/**
 * What devices may publish and subscribe to, remembered for a short time, so that the second message of a device costs
 * no call. What could not be decided is never remembered.
 */
final class AccessDecisions {
    private static final int MAXIMUM_ENTRIES = 50_000;
    private static final Duration ALLOWED_FOR = Duration.ofSeconds(60);
    private static final Duration DENIED_FOR = Duration.ofSeconds(1);

    enum Action {
        PUBLISH,
        SUBSCRIBE;

        String wireName() {
            return switch (this) {
                case PUBLISH -> "publish";
                case SUBSCRIBE -> "subscribe";
            };
        }
    }

    private record Question(String username, String clientId, String topic, Action action) {}

    private final Cache<Question, Decision> known = Caffeine.newBuilder().maximumSize(MAXIMUM_ENTRIES)
            .expireAfter(Expiry.creating((Question question, Decision decision) -> switch (decision) {
                case ALLOWED -> ALLOWED_FOR;
                case DENIED, UNAVAILABLE -> DENIED_FOR;
            })).build();
    private final HookClient hooks;

    AccessDecisions(HookClient hooks) {
        this.hooks = hooks;
    }

    Decision decide(String username, String clientId, String topic, Action action) {
        Question question = new Question(username, clientId, topic, action);
        Decision before = known.getIfPresent(question);
        if (before != null) {
            return before;
        }
        // Not inside the cache's own loading, which would let one slow answer hold up others.
        Decision decision = hooks.authorise(username, clientId, topic, action);
        if (decision != Decision.UNAVAILABLE) {
            known.put(question, decision);
        }
        return decision;
    }

    void forget(String username) {
        known.asMap().keySet().removeIf(question -> question.username().equals(username));
    }
}

package dev.apk8s.local.s3proxy.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventRulesTest {
    private final EventRules rules = EventRules
            .parse("upload s3:ObjectCreated:* upload/*.csv; lake-events s3:* *; gone s3:ObjectRemoved:*,s3:X b/p*");

    @Test
    void a_topic_is_told_of_the_events_and_keys_that_its_rule_names() {
        assertThat(rules.topics(EventName.PUT, "upload", "a/donors.csv")).containsExactly("upload", "lake-events");
        assertThat(rules.topics(EventName.COMPLETE_MULTIPART_UPLOAD, "upload", ".csv")).contains("upload");
        assertThat(rules.topics(EventName.DELETE, "upload", "donors.csv")).containsExactly("lake-events");
        assertThat(rules.topics(EventName.PUT, "upload", "donors.csv.gz")).containsExactly("lake-events");
        assertThat(rules.topics(EventName.PUT, "acme--upload", "donors.csv")).containsExactly("lake-events");
        assertThat(rules.topics(EventName.DELETE_MARKER_CREATED, "b", "pq\n")).containsExactly("lake-events", "gone");
        assertThat(rules.topics()).containsExactly("upload", "lake-events", "gone");
    }

    @Test
    void characters_of_patterns_mean_themselves() {
        EventRules dotted = EventRules.parse("t s3:* a.b/[x]*");
        assertThat(dotted.topics(EventName.PUT, "a.b", "[x]y")).containsExactly("t");
        assertThat(dotted.topics(EventName.PUT, "aXb", "[x]y")).isEmpty();
        assertThat(dotted.topics(EventName.PUT, "a.b", "xy")).isEmpty();
    }

    @Test
    void what_is_no_rule_is_named() {
        assertThatThrownBy(() -> EventRules.parse("lake-events s3:* *; upload")).hasMessageContaining("'upload'");
        assertThatThrownBy(() -> EventRules.parse("a b c")).hasMessageContaining("'a b c'");
        assertThatThrownBy(() -> EventRules.parse("a/b s3:* *")).hasMessageContaining("'a/b s3:* *'");
    }
}

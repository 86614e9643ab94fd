package dev.apk8s.ingest.index;

import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which stream a topic belongs to, and which tenant a record of it. */
@Component
public class EventStreams {
    private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private final Streams streams;
    private final Set<String> except;
    private volatile @Nullable Map<String, Stream> byTopic;

    EventStreams(Streams streams, IndexProperties properties) {
        this.streams = streams;
        this.except = Set.copyOf(properties.except());
        streams.onChange(() -> byTopic = null);
    }

    public Optional<Stream> ofTopic(String topic) {
        return Optional.ofNullable(topics().get(topic));
    }

    /** The topics of what is indexed. */
    Set<String> indexedTopics() {
        return topics().values().stream().filter(this::isIndexed).map(Stream::topic)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isIndexed(Stream stream) {
        return stream.owner() != null || !except.contains(stream.name());
    }

    /** The indexed streams that all tenants have. */
    List<Stream> shared() {
        return topics().values().stream().filter(stream -> stream.owner() == null && isIndexed(stream)).toList();
    }

    /**
     * The tenant of a record: the one it names; without a name the one whose stream it is in, or the default tenant.
     * Empty if what it names is no tenant.
     */
    public Optional<String> tenantOf(ConsumerRecord<String, byte[]> entry, @Nullable Stream stream) {
        return tenantOf(entry.headers(), stream);
    }

    static Optional<String> tenantOf(Headers headers, @Nullable Stream stream) {
        String named = EventHeaders.text(headers, EventHeaders.TENANT);
        if (named == null) {
            String owner = stream == null ? null : stream.owner();
            return Optional.of(owner == null ? Caller.DEFAULT_TENANT : owner);
        }
        return TENANT.matcher(named).matches() ? Optional.of(named) : Optional.empty();
    }

    private Map<String, Stream> topics() {
        Map<String, Stream> known = byTopic;
        if (known == null) {
            known = streams.all().stream()
                    .collect(Collectors.toUnmodifiableMap(Stream::topic, Function.identity(), (first, _) -> first));
            byTopic = known;
        }
        return known;
    }
}

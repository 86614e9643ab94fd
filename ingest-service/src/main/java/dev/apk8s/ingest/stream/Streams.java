package dev.apk8s.ingest.stream;

import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All streams: those that the configuration gives to everybody, and those that tenants declared. */
@Component
public class Streams {
    private static final long CREATE_SECONDS = 15;

    private final Map<String, Stream> configured = new TreeMap<>();
    private final EventTable<Stream> declared;
    private final Topics topics;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    Streams(StreamProperties properties, EventTable<Stream> declared, Topics topics, JsonMapper json) {
        this.declared = declared;
        this.topics = topics;
        properties.streams().forEach((name, settings) -> configured.put(name,
                StreamRules.checked(new Stream(name, null, settings.partitions(), settings.retention(),
                        settings.indexPattern(), settings.writable(), schema(settings.schema(), json)))));
        declared.onChange((_, _) -> listeners.forEach(Runnable::run));
    }

    /** The stream that a tenant means by a name. */
    public Optional<Stream> find(String tenant, String name) {
        Stream shared = configured.get(name);
        return shared == null ? declared.get(Stream.key(tenant, name)) : Optional.of(shared);
    }

    /** As {@link #find}, or the problem that says so. */
    public Stream require(String tenant, String name) {
        return find(tenant, name).orElseThrow(() -> new ProblemException(StreamError.NO_SUCH_STREAM,
                "There is no stream '" + name + "'. GET /api/v1/streams lists those that there are.")
                .with("stream", name));
    }

    /** All streams of all tenants, for those who consume them. */
    public List<Stream> all() {
        return java.util.stream.Stream.concat(configured.values().stream(),
                declared.after(null).values().stream().map(Revisioned::value)).toList();
    }

    /** All streams that a tenant can see, by name. */
    public List<Stream> visibleTo(String tenant) {
        return all().stream().filter(stream -> stream.isVisibleTo(tenant))
                .sorted(java.util.Comparator.comparing(Stream::name)).toList();
    }

    /** Called after a stream was declared, changed or deleted, on the thread that reads the log: must return at once. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Makes the topics of the configured streams. Idempotent. */
    void createTopics() {
        configured.values().forEach(this::createTopic);
    }

    void declare(Stream stream) {
        StreamRules.checked(stream);
        if (configured.containsKey(stream.name())) {
            throw new ProblemException(StreamError.STREAM_EXISTS,
                    "Stream '" + stream.name() + "' is shared by all tenants.");
        }
        if (declared.isFull()) {
            throw new ProblemException(StreamError.TOO_MANY_STREAMS,
                    "No more than " + declared.maxEntries() + " streams can be declared.");
        }
        createTopic(stream);
        declared.create(stream.key(), stream);
    }

    Optional<Revisioned<Stream>> findDeclared(String tenant, String name) {
        return declared.find(Stream.key(tenant, name));
    }

    void replace(Stream stream, long revision) {
        declared.replace(stream.key(), StreamRules.checked(stream), revision);
    }

    void delete(Stream stream, long revision) {
        declared.delete(stream.key(), revision);
    }

    private void createTopic(Stream stream) {
        topics.ensure(stream.topic(), stream.partitions(), stream.retention())
                .orTimeout(CREATE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static @Nullable JsonNode schema(@Nullable Resource resource, JsonMapper json) {
        if (resource == null) {
            return null;
        }
        try (InputStream document = resource.getInputStream()) {
            return json.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schema " + resource.getDescription() + " cannot be read", unreadable);
        }
    }
}

package dev.apk8s.lake.event;

import static dev.apk8s.lake.index.IndexTemplates.date;
import static dev.apk8s.lake.index.IndexTemplates.keyword;
import static dev.apk8s.lake.index.IndexTemplates.number;

import dev.apk8s.lake.index.IndexClient;
import dev.apk8s.lake.index.IndexClient.Failure;
import dev.apk8s.lake.index.IndexTemplates;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The state of each object in the search index. No write moves a state backwards. */
@Component
public class ObjectIndex {
    /** One document for each object of all tenants, also for those that were removed. */
    public static final String OBJECTS = "apk8s-objects";
    /** The book's index: the last event of each object that lies in the default tenant's bucket of this name. */
    public static final String PROCESSED = "processed";

    private static final int NOT_FOUND = 404;

    private final IndexClient client;
    private final IndexTemplates templates;
    private volatile boolean templatesAreThere;

    ObjectIndex(IndexClient client, IndexTemplates templates) {
        this.client = client;
        this.templates = templates;
    }

    /** A state that can never be written, by its place in the list. */
    record Impossible(int position, String reason) {}

    /** Writes states of which the index does not have later ones. Returns those that it does not take. */
    List<Impossible> write(List<ObjectState> states) {
        ensureTemplates();
        List<Object> lines = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int position = 0; position < states.size(); position++) {
            for (Object line : StateDocuments.lines(states.get(position))) {
                lines.add(line);
                if (line instanceof Map<?, ?> map && (map.containsKey("index") || map.containsKey("delete"))) {
                    owners.add(position);
                }
            }
        }
        List<Impossible> impossible = new ArrayList<>();
        for (Failure failure : client.bulk(lines)) {
            if (failure.isTemporary()) {
                throw new ProblemException(CommonError.SEARCH_UNAVAILABLE, failure.reason());
            }
            if (!failure.isConflict() && failure.status() != NOT_FOUND) {
                impossible.add(new Impossible(owners.get(failure.position()), failure.reason()));
            }
        }
        return impossible;
    }

    /** Writes what the store itself was seen to have. */
    public void mend(ObjectState state) {
        List<Impossible> impossible = write(List.of(state));
        if (!impossible.isEmpty()) {
            throw new IllegalStateException("The index does not take the state of " + state.bucket().stored() + "/"
                    + state.key() + ": " + impossible.getFirst().reason());
        }
    }

    /** What a document says of its object, and the version that it has. */
    public record Entry(String key, boolean present, long size, String etag, long version) {}

    /** Which of the two documents of an object. */
    public enum View {
        ALL_OBJECTS,
        PROCESSED_OBJECTS;

        String index() {
            return switch (this) {
                case ALL_OBJECTS -> OBJECTS;
                case PROCESSED_OBJECTS -> PROCESSED;
            };
        }
    }

    /** The documents that an object of a bucket has. */
    public static List<View> viewsOf(BucketName bucket) {
        return StateDocuments.isInBook(bucket)
                ? List.of(View.ALL_OBJECTS, View.PROCESSED_OBJECTS)
                : List.of(View.ALL_OBJECTS);
    }

    /** Documents of objects that are there, in the order of the bytes of their keys, after a key. */
    public List<Entry> page(View view, BucketName bucket, @Nullable String after, int size) {
        Map<String, Object> query = new HashMap<>(Map.of("size", size, "version", true));
        boolean all = view == View.ALL_OBJECTS;
        query.put("sort", List.of(Map.of(all ? "key" : "Key", "asc")));
        query.put("query", all
                ? Map.of("bool", Map.of("filter",
                        List.of(Map.of("term", Map.of("stored", bucket.stored())),
                                Map.of("term", Map.of("present", true)))))
                : Map.of("prefix", Map.of("Key", bucket.stored() + "/")));
        if (after != null) {
            query.put("search_after", List.of(all ? after : bucket.stored() + "/" + after));
        }
        ensureTemplates();
        JsonNode hits = client.ask("POST", "/" + view.index() + "/_search", Map.of("ignore_unavailable", "true"), query)
                .path("hits").path("hits");
        List<Entry> entries = new ArrayList<>();
        hits.forEach(hit -> entries.add(entry(view, bucket, hit)));
        return entries;
    }

    /** The document of one object, as it is at this moment. */
    public Optional<Entry> find(View view, BucketName bucket, String key) {
        JsonNode found = client.find("/" + view.index() + "/_doc/"
                + URLEncoder.encode(StateDocuments.id(bucket, key), StandardCharsets.UTF_8).replace("+", "%20"));
        return found == null ? Optional.empty() : Optional.of(entry(view, bucket, found));
    }

    private static Entry entry(View view, BucketName bucket, JsonNode hit) {
        JsonNode source = hit.path("_source");
        long version = hit.path("_version").asLong(0);
        return switch (view) {
            case ALL_OBJECTS -> new Entry(source.path("key").asString(""), source.path("present").asBoolean(false),
                    source.path("size").asLong(0), source.path("etag").asString(""), version);
            case PROCESSED_OBJECTS -> {
                JsonNode object = source.path("Records").path(0).path("s3").path("object");
                String path = source.path("Key").asString("");
                String prefix = bucket.stored() + "/";
                yield new Entry(path.startsWith(prefix) ? path.substring(prefix.length()) : path, true,
                        object.path("size").asLong(0), object.path("eTag").asString(""), version);
            }
        };
    }

    private void ensureTemplates() {
        if (templatesAreThere) {
            return;
        }
        templates.ensure(OBJECTS, Map.of("dynamic", false, "properties", Map.ofEntries(
                Map.entry("tenant", keyword()), Map.entry("bucket", keyword()), Map.entry("stored", keyword()),
                Map.entry("key", keyword()), Map.entry("present", Map.of("type", "boolean")),
                Map.entry("size", number()), Map.entry("etag", keyword()), Map.entry("contentType", keyword()),
                Map.entry("versionId", keyword()), Map.entry("time", date()), Map.entry("event", keyword()),
                Map.entry("sequencer", keyword()))));
        // What users write into their metadata must not become fields: there can be too many.
        Map<String, Object> object = Map.of("properties",
                Map.of("key", keyword(), "userMetadata", Map.of("type", "object", "enabled", false), "size", number(),
                        "eTag", keyword(), "contentType", keyword(), "sequencer", keyword(), "versionId", keyword()));
        templates.ensure(PROCESSED, Map.of("dynamic", false, "properties", Map.of("EventName", keyword(), "Key",
                keyword(), "Records",
                Map.of("properties", Map.of("eventName", keyword(), "eventTime", date(), "s3", Map.of("properties",
                        Map.of("bucket", Map.of("properties", Map.of("name", keyword())), "object", object)))))));
        templatesAreThere = true;
    }
}

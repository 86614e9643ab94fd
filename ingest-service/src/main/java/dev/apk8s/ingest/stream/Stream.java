package dev.apk8s.ingest.stream;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A topic, plus how what goes into it is checked, kept and indexed.
 *
 * @param name unique within its owner
 * @param owner the tenant that declared it, or null for one that the configuration gives to all tenants
 * @param partitions how many devices' events can be worked on at once; fixed when the topic is created
 * @param retention how long the log keeps its events; the index keeps them until it is told otherwise
 * @param indexPattern index name with the period in braces, such as {@code sensor-{yyyy-MM}}
 * @param writable whether devices and users may send to it; the platform always may
 * @param schema JSON Schema (2020-12) that every event must match, if any
 */
public record Stream(String name, @Nullable String owner, int partitions, Duration retention, String indexPattern,
        boolean writable, @Nullable JsonNode schema) {

    /** The topic: the stream's name, within the tenant's name unless it is shared or the default tenant's. */
    public String topic() {
        return owner == null || owner.equals("default") ? name : owner + "." + name;
    }

    public boolean isVisibleTo(String tenant) {
        return owner == null || owner.equals(tenant);
    }

    /** The index that an event of a tenant belongs to, by its time. */
    public String index(String tenant, Instant time) {
        return IndexPattern.parse(indexPattern).index(tenant, time);
    }

    /** A wildcard over all indexes of a tenant. */
    public String indexes(String tenant) {
        return IndexPattern.parse(indexPattern).wildcard(tenant);
    }

    String key() {
        return key(owner, name);
    }

    static String key(@Nullable String owner, String name) {
        return (owner == null ? "" : owner) + "/" + name;
    }
}

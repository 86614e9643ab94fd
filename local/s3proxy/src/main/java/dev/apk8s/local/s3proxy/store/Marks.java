package dev.apk8s.local.s3proxy.store;

import java.util.HashMap;
import java.util.Map;

import dev.apk8s.local.s3proxy.event.Intent;
import org.jspecify.annotations.Nullable;

/**
 * What is written carries the id of its intent, so that what a kill left behind is known for certain. The mark has the
 * prefix of S3Proxy's own entries among the user metadata, which it neither shows to clients nor takes from them.
 */
final class Marks {
    private static final String OF_S3PROXY = "s3proxy_checksum_";
    private static final String NAME = OF_S3PROXY + "intent";
    /** Where a file has it. */
    static final String ATTRIBUTE = "user-metadata." + NAME;

    private Marks() {}

    static Map<String, String> add(Map<String, String> metadata, Intent intent) {
        Map<String, String> marked = new HashMap<>(metadata);
        marked.put(NAME, intent.id());
        return marked;
    }

    static @Nullable String of(Map<String, String> metadata) {
        return metadata.get(NAME);
    }

    /** What the client gave. */
    static Map<String, String> ofClient(Map<String, String> metadata) {
        Map<String, String> bare = new HashMap<>(metadata);
        bare.keySet().removeIf(name -> name.startsWith(OF_S3PROXY));
        return bare;
    }
}

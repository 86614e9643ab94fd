package dev.apk8s.lake.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Listings name keys encoded as in a URL, because XML has no place for all that a key may hold. */
final class KeyEncoding {
    static final String URL = "url";

    private KeyEncoding() {}

    /** @param encoding that the listing says it is in; null or empty for none */
    static String decode(@Nullable String encoding, String key) {
        return URL.equals(encoding) ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key;
    }

    static @Nullable String decodeMarker(@Nullable String encoding, @Nullable String key) {
        return key == null ? null : decode(encoding, key);
    }
}

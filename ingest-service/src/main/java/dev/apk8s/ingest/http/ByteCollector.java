package dev.apk8s.ingest.http;

import dev.apk8s.ingest.http.BatchElements.Element;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Collects the bytes of one element up to the size of the largest event; what is beyond is only counted. */
final class ByteCollector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final int limit;
    private boolean oversized;

    ByteCollector(int limit) {
        this.limit = limit;
    }

    void add(byte[] buffer, int from, int to) {
        if (oversized || bytes.size() + (to - from) > limit) {
            oversized = true;
            return;
        }
        bytes.write(buffer, from, to - from);
    }

    /** An element that lies in one buffer, and need not be collected. */
    Element whole(byte[] buffer, int from, int to) {
        return to - from > limit
                ? BatchElements.TOO_LARGE
                : new Element.Whole(Arrays.copyOfRange(buffer, from, to));
    }

    boolean isEmpty() {
        return bytes.size() == 0 && !oversized;
    }

    /** The element, and the collector is empty again. */
    Element take() {
        Element element = oversized ? BatchElements.TOO_LARGE : new Element.Whole(bytes.toByteArray());
        bytes.reset();
        oversized = false;
        return element;
    }
}

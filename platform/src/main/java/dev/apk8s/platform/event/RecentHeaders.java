package dev.apk8s.platform.event;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Headers that were made lately, for the next events that need the same: those of one sender differ in their ids only.
 * A place holds the last header that fell on it, so the memory is bounded by the number of places; whoever finds another
 * value there makes a header of its own.
 */
final class RecentHeaders {
    private static final int PLACES = 1_024;
    /** Longer ones are rare, and not worth the memory. */
    private static final int LONGEST = 256;

    private record Made(String value, Header header) {}

    private record MadeTime(Instant time, Header header) {}

    private final AtomicReferenceArray<Made> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicReference<MadeTime> time = new AtomicReference<>(
            new MadeTime(Instant.MIN, new RecordHeader("", new byte[0])));

    Header of(String name, String value) {
        int place = (value.hashCode() * 31 + name.hashCode()) & PLACES - 1;
        Made made = places.get(place);
        if (made != null && made.value().equals(value) && made.header().key().equals(name)) {
            return made.header();
        }
        Header header = new RecordHeader(name, EventHeaders.bytes(value));
        if (value.length() <= LONGEST) {
            places.set(place, new Made(value, header));
        }
        return header;
    }

    /** Always for the same name. */
    Header ofTime(String name, Instant wanted) {
        MadeTime made = time.get();
        if (made.time().equals(wanted)) {
            return made.header();
        }
        Header header = new RecordHeader(name, EventHeaders.bytes(wanted.toString()));
        time.set(new MadeTime(wanted, header));
        return header;
    }
}

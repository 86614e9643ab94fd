package dev.apk8s.lake.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;

/**
 * What is to be written. Its body is read once, and closed by whoever opened it.
 *
 * @param length of the body in bytes, or {@link #UNKNOWN}: give it where you know it, because a body of unknown length
 *     is held in memory a part at a time
 * @param metadata names in lower case, without a prefix; values in printable ASCII
 * @param condition on which it is written
 * @param expected checksums; a body that has others is not kept
 */
public record NewObject(InputStream body, long length, String contentType, Map<String, String> metadata,
        WriteCondition condition, Checksums expected) {
    public static final long UNKNOWN = -1;

    public NewObject {
        metadata = Map.copyOf(metadata);
    }

    public static NewObject of(InputStream body, long length, String contentType) {
        return new NewObject(body, length, contentType, Map.of(), WriteCondition.NONE, Checksums.NONE);
    }

    public static NewObject of(byte[] body, String contentType) {
        return of(new ByteArrayInputStream(body), body.length, contentType);
    }

    public NewObject withMetadata(Map<String, String> more) {
        return new NewObject(body, length, contentType, more, condition, expected);
    }

    public NewObject onlyIf(WriteCondition state) {
        return new NewObject(body, length, contentType, metadata, state, expected);
    }

    public NewObject expecting(Checksums checksums) {
        return new NewObject(body, length, contentType, metadata, condition, checksums);
    }

    NewObject withBody(InputStream other, long otherLength) {
        return new NewObject(other, otherLength, contentType, metadata, condition, expected);
    }
}

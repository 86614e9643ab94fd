package dev.apk8s.lake.object;

import dev.apk8s.lake.store.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** The conditions of a request that reads, in the order of RFC 9110, 13.2.2. Stores differ in them, so they are decided here. */
final class ReadConditions {
    private ReadConditions() {}

    enum Outcome {
        SEND,
        NOT_MODIFIED,
        FAILED
    }

    static Outcome of(HttpServletRequest request, StoredObject object) {
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match != null) {
            if (!matches(match, object)) {
                return Outcome.FAILED;
            }
        } else if (isAfter(object, date(request, HttpHeaders.IF_UNMODIFIED_SINCE), false)) {
            return Outcome.FAILED;
        }
        String noneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (noneMatch != null) {
            return matches(noneMatch, object) ? Outcome.NOT_MODIFIED : Outcome.SEND;
        }
        return isAfter(object, date(request, HttpHeaders.IF_MODIFIED_SINCE), true)
                ? Outcome.SEND
                : Outcome.NOT_MODIFIED;
    }

    /** Whether a range may be sent: what the client has a part of is still the same. */
    static boolean isSame(String ifRange, StoredObject object) {
        return ifRange.startsWith("\"") && matches(ifRange, object);
    }

    private static boolean matches(String header, StoredObject object) {
        List<ETag> given = ETag.parse(header);
        return given.stream().anyMatch(etag -> etag.isWildcard() || etag.tag().equals(object.etag()));
    }

    private static long date(HttpServletRequest request, String header) {
        try {
            return request.getDateHeader(header);
        } catch (IllegalArgumentException notADate) {
            return -1;
        }
    }

    private static boolean isAfter(StoredObject object, long millis, boolean without) {
        return millis < 0 ? without : object.modified().truncatedTo(ChronoUnit.SECONDS).toEpochMilli() > millis;
    }

    /** A range that can be asked of the store: one, of bytes. Others are passed over, as RFC 9110, 14.2 allows. */
    static @Nullable String range(@Nullable String header) {
        return header != null && header.matches("bytes=(\\d{1,18}-\\d{0,18}|-\\d{1,18})") ? header : null;
    }
}

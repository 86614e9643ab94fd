package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where a page of versions ends: the store tells it by two values, of which the second may be missing. */
record VersionToken(@Nullable String key, @Nullable String version) {
    static final Comparator<VersionPage.Version> ORDER = Comparator.comparing(VersionPage.Version::key)
            .thenComparing(VersionPage.Version::modified, Comparator.reverseOrder())
            .thenComparing(version -> !version.latest());
    private static final char SEPARATOR = '\n';

    static VersionToken read(@Nullable String token) {
        if (token == null) {
            return new VersionToken(null, null);
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int end = text.lastIndexOf(SEPARATOR);
            if (end >= 0) {
                String version = text.substring(end + 1);
                return new VersionToken(text.substring(0, end), version.isEmpty() ? null : version);
            }
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidField("after", "the token was not made here");
        }
        throw ProblemException.invalidField("after", "the token was not made here");
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                (String.valueOf(key) + SEPARATOR + (version == null ? "" : version)).getBytes(StandardCharsets.UTF_8));
    }
}

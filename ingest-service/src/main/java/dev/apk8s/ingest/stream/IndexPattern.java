package dev.apk8s.ingest.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The name of a stream's indexes, by the period that an event's time falls in, UTC. The default tenant's have the
 * plain name; another tenant's begin with its own, so that no tenant's mapping stands in the way of another's.
 */
record IndexPattern(String prefix, DateTimeFormatter period) {
    static final String RULE = "must be lower case letters, digits, '-' or '_', then a period in braces: {yyyy.MM.dd}, {yyyy-MM} or {yyyy}";
    private static final Pattern FORM = Pattern
            .compile("([a-z][a-z0-9_-]{0,79}-)\\{(yyyy\\.MM\\.dd|yyyy-MM|yyyy\\.MM|yyyy)}");
    private static final Cache<String, IndexPattern> PARSED = Caffeine.newBuilder().maximumSize(10_000).build();

    static boolean isValid(String pattern) {
        return FORM.matcher(pattern).matches();
    }

    static IndexPattern parse(String pattern) {
        return PARSED.get(pattern, text -> {
            var matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Index pattern '" + text + "' " + RULE);
            }
            return new IndexPattern(matcher.group(1),
                    DateTimeFormatter.ofPattern(matcher.group(2)).withZone(ZoneOffset.UTC));
        });
    }

    String index(String tenant, Instant time) {
        return base(tenant) + period.format(time);
    }

    String wildcard(String tenant) {
        return base(tenant) + "*";
    }

    private String base(String tenant) {
        return tenant.equals("default") ? prefix : tenant + "." + prefix;
    }
}

package dev.apk8s.ingest.stream;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a stream's declaration must keep to. */
final class StreamRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final String FLOWS = "flow-";
    private static final int MAX_PARTITIONS = 1_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private StreamRules() {}

    static Stream checked(Stream stream) {
        if (!NAME.matcher(stream.name()).matches()) {
            throw ProblemException.invalidField("name",
                    "must be 1 to 63 lower case letters, digits, '-' or '_', beginning with a letter");
        }
        if (stream.name().startsWith(FLOWS)) {
            throw ProblemException.invalidField("name", "must not begin with '" + FLOWS
                    + "': topics of that name take the dead letters of flows");
        }
        if (stream.partitions() < 1 || stream.partitions() > MAX_PARTITIONS) {
            throw ProblemException.invalidField("partitions", "must be from 1 to " + MAX_PARTITIONS);
        }
        if (stream.retention().compareTo(SHORTEST) < 0 || stream.retention().compareTo(LONGEST) > 0) {
            throw ProblemException.invalidField("retention", "must be from " + SHORTEST + " to " + LONGEST);
        }
        if (!IndexPattern.isValid(stream.indexPattern())) {
            throw ProblemException.invalidField("indexPattern", IndexPattern.RULE);
        }
        JsonNode schema = stream.schema();
        if (schema != null) {
            EventSchema.compile(schema);
        }
        return stream;
    }
}

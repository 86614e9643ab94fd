package dev.apk8s.warehouse.engine;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the engine's {@code /v1/query} and {@code /v1/query/<id>}, of which little is taken. */
final class QueryInfoReader {
    private static final Map<String, Double> MILLIS = Map.of("ns", 1e-6, "us", 1e-3, "ms", 1d, "s", 1e3, "m", 6e4, "h",
            3.6e6, "d", 8.64e7);
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "kB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30,
            "TB", 1L << 40, "PB", 1L << 50);

    private String id = "";
    private String user = "";
    private String source = "";
    private String sql = "";
    private String state = "";
    private @Nullable Instant created;
    private @Nullable Instant ended;
    private double percent;
    private long elapsed;
    private long rows;
    private long bytes;
    private int splits;
    private int completedSplits;
    private int stages;
    private int completedStages;
    private String failureMessage = "";
    private String failureName = "";
    private String failureType = "";

    private QueryInfoReader() {}

    /** @param parser before the list */
    static List<QueryInfo> readList(JsonParser parser) {
        List<QueryInfo> found = new ArrayList<>();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                found.add(new QueryInfoReader().readMembers(parser));
            }
        }
        return found;
    }

    /** @param parser before the object */
    static QueryInfo read(JsonParser parser) {
        parser.nextToken();
        return new QueryInfoReader().readMembers(parser);
    }

    private QueryInfo readMembers(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (member) {
                case "queryId" -> id = parser.getString();
                case "session" -> readSession(parser);
                case "state" -> state = parser.getString();
                case "query" -> sql = parser.getString();
                case "queryStats" -> readStats(parser);
                case "progressPercentage" -> percent = parser.getDoubleValue();
                case "outputStage" -> readStage(parser);
                case "failureInfo" -> readFailure(parser);
                case "errorCode" -> readErrorCode(parser);
                case "errorType" -> failureType = parser.getString();
                default -> parser.skipChildren();
            }
        }
        EngineFailure failure = failureName.isEmpty() && failureMessage.isEmpty()
                ? null
                : new EngineFailure(failureMessage, failureName, failureType, 0, 0);
        return new QueryInfo(id, user, source, sql, created, ended, new QueryStats(state, percent, elapsed, rows,
                bytes, splits, completedSplits, stages, completedStages), failure);
    }

    private void readSession(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && member.equals("user")) {
                user = parser.getString();
            } else if (value == JsonToken.VALUE_STRING && member.equals("source")) {
                source = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readStats(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (member) {
                case "createTime" -> created = time(parser.getString());
                case "endTime" -> ended = time(parser.getString());
                case "elapsedTime" -> elapsed = (long) amount(parser.getString(), MILLIS);
                case "rawInputPositions" -> rows = parser.getLongValue();
                case "rawInputDataSize" -> bytes = (long) amount(parser.getString(), BYTES);
                case "totalDrivers" -> splits = parser.getIntValue();
                case "completedDrivers" -> completedSplits = parser.getIntValue();
                case "progressPercentage" -> percent = parser.getDoubleValue();
                default -> parser.skipChildren();
            }
        }
    }

    private void readStage(JsonParser parser) {
        stages++;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("state") && value == JsonToken.VALUE_STRING && parser.getString().equals("FINISHED")) {
                completedStages++;
            } else if (member.equals("subStages") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readStage(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readFailure(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("message") && value == JsonToken.VALUE_STRING) {
                failureMessage = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readErrorCode(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "name" -> failureName = parser.getString();
                case "type" -> failureType = parser.getString();
                default -> parser.skipChildren();
            }
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Such as {@code 2.36s} or {@code 1.5MB}. */
    private static <N extends Number> double amount(String text, Map<String, N> units) {
        int unit = 0;
        while (unit < text.length() && !Character.isLetter(text.charAt(unit))) {
            unit++;
        }
        Number factor = units.get(text.substring(unit));
        return factor == null ? 0 : new BigDecimal(text.substring(0, unit)).doubleValue() * factor.doubleValue();
    }
}

package dev.apk8s.warehouse.engine;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the member {@code stats} of the engine's answers. */
final class StatsReader {
    private String state = "";
    private double percent;
    private long elapsed;
    private long rows;
    private long bytes;
    private int splits;
    private int completedSplits;
    private int stages;
    private int completedStages;

    private StatsReader() {}

    /** @param parser on the start of the object; on its end afterwards */
    static QueryStats read(JsonParser parser) {
        StatsReader reader = new StatsReader();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            reader.readMembers(parser);
        }
        return new QueryStats(reader.state, reader.percent, reader.elapsed, reader.rows, reader.bytes, reader.splits,
                reader.completedSplits, reader.stages, reader.completedStages);
    }

    private void readMembers(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "state" -> state = parser.getString();
                case "progressPercentage" -> percent = value == JsonToken.VALUE_NULL ? 0 : parser.getDoubleValue();
                case "elapsedTimeMillis" -> elapsed = parser.getLongValue();
                case "processedRows" -> rows = parser.getLongValue();
                case "processedBytes" -> bytes = parser.getLongValue();
                case "totalSplits" -> splits = parser.getIntValue();
                case "completedSplits" -> completedSplits = parser.getIntValue();
                case "rootStage" -> readStage(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Stages nest as deep as the plan, which the engine bounds. */
    private void readStage(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        stages++;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("done") && value == JsonToken.VALUE_TRUE) {
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
}

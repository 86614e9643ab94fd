package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One answer of the engine, read from the front to the back without making objects of its rows. What stands before the
 * rows (id, next position, columns) is known at once; what stands behind them (statistics, error) once
 * {@link #nextRow} has said that there are no more.
 */
public final class ResultPage implements AutoCloseable {
    private static final QueryStats UNKNOWN = new QueryStats("QUEUED", 0, 0, 0, 0, 0, 0, 0, 0);

    private final JsonParser parser;
    private final int bytes;
    private String query = "";
    private @Nullable String next;
    private @Nullable List<Column> columns;
    private QueryStats stats = UNKNOWN;
    private @Nullable EngineFailure failure;
    private @Nullable String updateType;
    private @Nullable Long updateCount;
    private boolean inRows;

    ResultPage(JsonParser parser, int bytes) {
        this.parser = parser;
        this.bytes = bytes;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw foreign("is no object");
        }
        readMembers();
    }

    /** How much memory it takes. */
    public int bytes() {
        return bytes;
    }

    /** The engine's id of the query. */
    public String query() {
        return query;
    }

    /** Where the result goes on, for {@link EngineClient#next}; null if this is the last page. */
    public @Nullable String next() {
        return next;
    }

    /** The columns, or null as long as the engine has not planned the query. */
    public @Nullable List<Column> columns() {
        return columns;
    }

    /** Whether the page has rows. Known at once. */
    public boolean hasRows() {
        return inRows;
    }

    /**
     * Goes to the next row: {@link #values} stands on the start of its array, and must be on the end of it when this is
     * called again.
     */
    public boolean nextRow() {
        if (!inRows) {
            return false;
        }
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            return true;
        }
        inRows = false;
        readMembers();
        return false;
    }

    /** Stands in the row. */
    public JsonParser values() {
        return parser;
    }

    /** How far the query has come; known when all rows were read. */
    public QueryStats stats() {
        return stats;
    }

    /** Why the query failed, or null if it did not; known when all rows were read. */
    public @Nullable EngineFailure failure() {
        return failure;
    }

    /** What a statement without a result did, such as {@code INSERT}; known when all rows were read. */
    public @Nullable String updateType() {
        return updateType;
    }

    /** How many rows it changed, if the engine says so. */
    public @Nullable Long updateCount() {
        return updateCount;
    }

    /** Skips what is left of the rows. */
    public ResultPage toEnd() {
        while (nextRow()) {
            parser.skipChildren();
        }
        return this;
    }

    @Override
    public void close() {
        parser.close();
    }

    private void readMembers() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "id" -> query = parser.getString();
                case "nextUri" -> next = value == JsonToken.VALUE_NULL ? null : Positions.of(parser.getString());
                case "columns" -> columns = value == JsonToken.START_ARRAY ? readColumns() : null;
                case "stats" -> stats = StatsReader.read(parser);
                case "error" -> failure = value == JsonToken.START_OBJECT ? FailureReader.read(parser) : null;
                case "updateType" -> updateType = value == JsonToken.VALUE_NULL ? null : parser.getString();
                case "updateCount" -> updateCount = value == JsonToken.VALUE_NULL ? null : parser.getLongValue();
                case "data" -> {
                    if (value == JsonToken.START_ARRAY) {
                        if (columns == null) {
                            throw foreign("has rows before their columns");
                        }
                        inRows = true;
                        return;
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private List<Column> readColumns() {
        List<Column> found = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String type = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "name" -> name = parser.getString();
                    case "type" -> type = parser.getString();
                    default -> parser.skipChildren();
                }
            }
            found.add(new Column(name, type));
        }
        return List.copyOf(found);
    }

    private static ProblemException foreign(String why) {
        return new ProblemException(EngineError.ENGINE_FAILED, "The engine's answer " + why + ".");
    }
}

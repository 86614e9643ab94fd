package dev.apk8s.warehouse.result;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes the engine's values as JSON. Numbers pass with the digits that they came with; a decimal is text, as the engine
 * has it, because readers of JSON make doubles of numbers; {@code NaN} and infinities are text too.
 *
 * @param bigintAsText for readers whose numbers end at 2^53
 */
record JsonValues(boolean bigintAsText) {
    /** @param in on the value; on its end afterwards */
    void write(ColumnType type, JsonParser in, JsonGenerator out) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            out.writeNull();
            return;
        }
        switch (type) {
            case ColumnType.Scalar scalar -> writeScalar(scalar.kind(), token, in, out);
            case ColumnType.Array array -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    write(array.element(), in, out);
                }
                out.writeEndArray();
            }
            case ColumnType.Map map -> {
                out.writeStartObject();
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    out.writeName(in.currentName());
                    in.nextToken();
                    write(map.value(), in, out);
                }
                out.writeEndObject();
            }
            case ColumnType.Row row -> writeRow(row, in, out);
        }
    }

    /** Trino writes a row as a list; Presto may write it as an object. */
    private void writeRow(ColumnType.Row row, JsonParser in, JsonGenerator out) {
        boolean list = in.currentToken() == JsonToken.START_ARRAY;
        out.writeStartObject();
        for (ColumnType.Field field : row.fields()) {
            in.nextToken();
            if (!list) {
                in.nextToken();
            }
            out.writeName(field.name());
            write(field.type(), in, out);
        }
        in.nextToken();
        out.writeEndObject();
    }

    private void writeScalar(Kind kind, JsonToken token, JsonParser in, JsonGenerator out) {
        switch (kind) {
            case TIMESTAMP -> out.writeString(Times.timestamp(in.getString()));
            case TIMESTAMP_WITH_ZONE -> out.writeString(Times.timestampWithZone(in.getString()));
            case BIGINT -> {
                if (bigintAsText) {
                    out.writeString(in.getString());
                } else {
                    out.writeNumber(in.getLongValue());
                }
            }
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, REAL, DOUBLE, DECIMAL, VARBINARY, DATE, TIME, TIME_WITH_ZONE,
                    INTERVAL_DAY, INTERVAL_YEAR, TEXT -> {
                if (token == JsonToken.VALUE_STRING) {
                    out.writeString(in.getStringCharacters(), in.getStringOffset(), in.getStringLength());
                } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    out.writeNumber(in.getString());
                } else {
                    out.copyCurrentStructure(in);
                }
            }
        }
    }
}

package dev.apk8s.lake.row;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows in Parquet's types. Every column is optional. */
final class ParquetRows extends WriteSupport<@Nullable String[]> {
    private final List<Column> columns;
    private @Nullable RecordConsumer consumer;

    ParquetRows(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(new MessageType("events", columns.stream().map(ParquetRows::type).toList()), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer taker) {
        consumer = taker;
    }

    @Override
    public void write(@Nullable String[] row) {
        RecordConsumer taker = Objects.requireNonNull(consumer);
        taker.startMessage();
        for (int place = 0; place < row.length; place++) {
            String value = row[place];
            if (value != null) {
                Column column = columns.get(place);
                taker.startField(column.name(), place);
                add(taker, column.type(), value);
                taker.endField(column.name(), place);
            }
        }
        taker.endMessage();
    }

    private static void add(RecordConsumer taker, ColumnType type, String value) {
        switch (type) {
            case TIMESTAMP -> taker.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value)));
            case DOUBLE -> taker.addDouble(Double.parseDouble(value));
            case BOOLEAN -> taker.addBoolean(Boolean.parseBoolean(value));
            case STRING -> taker.addBinary(Binary.fromString(value));
        }
    }

    private static Type type(Column column) {
        return switch (column.type()) {
            case TIMESTAMP -> Types.optional(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named(column.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case STRING -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType())
                    .named(column.name());
        };
    }
}

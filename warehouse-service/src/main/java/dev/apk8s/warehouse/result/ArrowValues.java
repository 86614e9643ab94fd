package dev.apk8s.warehouse.result;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Puts the engine's values into Arrow's vectors. */
final class ArrowValues {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int MONTHS = 12;

    private ArrowValues() {}

    /** @param in on the value; on its end afterwards */
    static void set(FieldVector vector, int index, ColumnType type, JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            vector.setNull(index);
            return;
        }
        switch (type) {
            case ColumnType.Scalar scalar -> {
                if (vector instanceof BigIntVector bigints) {
                    bigints.setSafe(index, in.getLongValue());
                } else {
                    setText(vector, index, scalar, in.getString());
                }
            }
            case ColumnType.Array array -> {
                ListVector list = (ListVector) vector;
                int start = list.startNewValue(index);
                int count = 0;
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    grow(list.getDataVector(), start + count);
                    set(list.getDataVector(), start + count, array.element(), in);
                    count++;
                }
                list.endValue(index, count);
            }
            case ColumnType.Map map -> setMap((ListVector) vector, index, map, in);
            case ColumnType.Row row -> {
                StructVector struct = (StructVector) vector;
                grow(struct, index);
                struct.setIndexDefined(index);
                boolean list = in.currentToken() == JsonToken.START_ARRAY;
                for (int i = 0; i < row.fields().size(); i++) {
                    in.nextToken();
                    if (!list) {
                        in.nextToken();
                    }
                    FieldVector child = (FieldVector) struct.getChildByOrdinal(i);
                    grow(child, index);
                    set(child, index, row.fields().get(i).type(), in);
                }
                in.nextToken();
            }
        }
    }

    private static void setMap(ListVector vector, int index, ColumnType.Map map, JsonParser in) {
        int at = vector.startNewValue(index);
        int count = 0;
        StructVector entries = (StructVector) vector.getDataVector();
        FieldVector keys = (FieldVector) entries.getChildByOrdinal(0);
        FieldVector values = (FieldVector) entries.getChildByOrdinal(1);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            int position = at + count++;
            grow(entries, position);
            grow(keys, position);
            grow(values, position);
            entries.setIndexDefined(position);
            String key = in.currentName();
            if (map.key() instanceof ColumnType.Scalar scalar) {
                setText(keys, position, scalar, key);
            } else {
                throw new IllegalStateException("A map's keys are " + map.key());
            }
            in.nextToken();
            set(values, position, map.value(), in);
        }
        vector.endValue(index, count);
    }

    /** A null is set without making room for it. */
    private static void grow(FieldVector vector, int index) {
        while (vector.getValueCapacity() <= index) {
            vector.reAlloc();
        }
    }

    private static void setText(FieldVector vector, int index, ColumnType.Scalar scalar, String text) {
        switch (vector) {
            case BitVector bits -> bits.setSafe(index, Boolean.parseBoolean(text) ? 1 : 0);
            case TinyIntVector numbers -> numbers.setSafe(index, Byte.parseByte(text));
            case SmallIntVector numbers -> numbers.setSafe(index, Short.parseShort(text));
            case IntVector numbers -> numbers.setSafe(index, Integer.parseInt(text));
            case BigIntVector numbers -> numbers.setSafe(index, Long.parseLong(text));
            case Float4Vector numbers -> numbers.setSafe(index, Float.parseFloat(text));
            case Float8Vector numbers -> numbers.setSafe(index, Double.parseDouble(text));
            case DecimalVector numbers -> numbers.setSafe(index, new BigDecimal(text).setScale(scalar.scale()));
            case VarBinaryVector bytes -> bytes.setSafe(index, Base64.getMimeDecoder().decode(text));
            case DateDayVector days -> days.setSafe(index, Math.toIntExact(date(text).toEpochDay()));
            case TimeMicroVector times ->
                times.setSafe(index, LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO);
            case TimeNanoVector times -> times.setSafe(index, LocalTime.parse(text).toNanoOfDay());
            case TimeStampVector times -> times.setSafe(index, since1970(scalar, text));
            case DurationVector durations -> durations.setSafe(index, milliseconds(text));
            case IntervalYearVector months -> months.setSafe(index, months(text));
            case VarCharVector texts -> texts.setSafe(index, written(scalar, text).getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalStateException("No values for " + vector.getField());
        }
    }

    /** What is text for want of an exact type is the text that JSON has. */
    private static String written(ColumnType.Scalar scalar, String text) {
        return switch (scalar.kind()) {
            case TIMESTAMP -> Times.timestamp(text);
            case TIMESTAMP_WITH_ZONE -> Times.timestampWithZone(text);
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, DATE, TIME,
                    TIME_WITH_ZONE, INTERVAL_DAY, INTERVAL_YEAR, TEXT ->
                text;
        };
    }

    private static LocalDate date(String text) {
        return Times.local(text + " 00:00:00").toLocalDate();
    }

    private static long since1970(ColumnType.Scalar scalar, String text) {
        LocalDateTime time = scalar.kind() == Kind.TIMESTAMP
                ? Times.local(text)
                : Times.instant(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        long seconds = time.toEpochSecond(ZoneOffset.UTC);
        return switch (ArrowTypes.unit(scalar.precision())) {
            case SECOND -> seconds;
            case MILLISECOND -> time.toInstant(ZoneOffset.UTC).toEpochMilli();
            case MICROSECOND -> Math.addExact(Math.multiplyExact(seconds, 1_000_000L),
                    time.getNano() / NANOS_PER_MICRO);
            case NANOSECOND -> Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), time.getNano());
        };
    }

    /** {@code -2 03:04:05.678}: days and a time, with one sign for both. */
    private static long milliseconds(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = text.substring(negative ? 1 : 0).split(" ", 2);
        long millis = Duration.ofDays(Long.parseLong(parts[0])).toMillis()
                + LocalTime.parse(parts[1]).toNanoOfDay() / (NANOS_PER_MICRO * 1_000L);
        return negative ? -millis : millis;
    }

    /** {@code -1-2}: years and months, with one sign for both. */
    private static int months(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = text.substring(negative ? 1 : 0).split("-", 2);
        int months = Integer.parseInt(parts[0]) * MONTHS + Integer.parseInt(parts[1]);
        return negative ? -months : months;
    }
}

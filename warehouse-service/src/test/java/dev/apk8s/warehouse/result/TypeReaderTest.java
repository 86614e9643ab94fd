package dev.apk8s.warehouse.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.warehouse.result.ColumnType.Array;
import dev.apk8s.warehouse.result.ColumnType.Field;
import dev.apk8s.warehouse.result.ColumnType.Map;
import dev.apk8s.warehouse.result.ColumnType.Row;
import dev.apk8s.warehouse.result.ColumnType.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeReaderTest {
    private static final Scalar BIGINT = new Scalar(Kind.BIGINT, 3, 0);

    @Test
    void scalarsHaveTheirPrecision() {
        assertThat(TypeReader.read("bigint")).isEqualTo(BIGINT);
        assertThat(TypeReader.read("decimal(38, 9)")).isEqualTo(new Scalar(Kind.DECIMAL, 38, 9));
        assertThat(TypeReader.read("timestamp(12) with time zone"))
                .isEqualTo(new Scalar(Kind.TIMESTAMP_WITH_ZONE, 12, 0));
        assertThat(TypeReader.read("timestamp")).isEqualTo(new Scalar(Kind.TIMESTAMP, 3, 0));
        assertThat(TypeReader.read("INTERVAL DAY TO SECOND")).isEqualTo(new Scalar(Kind.INTERVAL_DAY, 3, 0));
        assertThat(TypeReader.read("varchar(25)")).isEqualTo(new Scalar(Kind.TEXT, 25, 0));
        assertThat(TypeReader.read("HyperLogLog")).isEqualTo(new Scalar(Kind.TEXT, 3, 0));
    }

    @Test
    void nestedTypesAreTakenApart() {
        assertThat(TypeReader.read("map(varchar(1), array(bigint))"))
                .isEqualTo(new Map(new Scalar(Kind.TEXT, 1, 0), new Array(BIGINT)));
        assertThat(TypeReader.read("row(a bigint, \"b \"\"c\" row(x timestamp(3) with time zone))"))
                .isEqualTo(new Row(List.of(new Field("a", BIGINT), new Field("b \"c",
                        new Row(List.of(new Field("x", new Scalar(Kind.TIMESTAMP_WITH_ZONE, 3, 0))))))));
    }

    @Test
    void fieldsWithoutNamesAreNumbered() {
        assertThat(TypeReader.read("row(bigint, time with time zone, time bigint)")).isEqualTo(
                new Row(List.of(new Field("field0", BIGINT), new Field("field1", new Scalar(Kind.TIME_WITH_ZONE, 3, 0)),
                        new Field("time", BIGINT))));
    }
}

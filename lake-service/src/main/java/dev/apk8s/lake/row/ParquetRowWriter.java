package dev.apk8s.lake.row;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes Parquet: never more than a row group in memory, and nothing of Hadoop's run-time. */
final class ParquetRowWriter implements RowWriter {
    private static final int PAGE = 64 << 10;
    private static final int DICTIONARY = 128 << 10;

    private final ParquetWriter<@Nullable String[]> parquet;

    ParquetRowWriter(OutputStream file, List<Column> columns, int rowGroup) throws IOException {
        parquet = new Builder(new Sink(new CountingStream(file)), columns).withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD).withCodecFactory(new Zstandard())
                .withRowGroupSize((long) rowGroup).withPageSize(PAGE).withDictionaryPageSize(DICTIONARY).build();
    }

    @Override
    public void write(@Nullable String[] row) throws IOException {
        parquet.write(row);
    }

    @Override
    public long size() {
        return parquet.getDataSize();
    }

    @Override
    public void close() throws IOException {
        parquet.close();
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable String[], Builder> {
        private final List<Column> columns;

        Builder(OutputFile file, List<Column> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable String[]> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRows(columns);
        }

        @Override
        protected WriteSupport<@Nullable String[]> getWriteSupport(
                org.apache.hadoop.conf.Configuration configuration) {
            return new ParquetRows(columns);
        }
    }

    private record Sink(CountingStream file) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return file;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return file;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}

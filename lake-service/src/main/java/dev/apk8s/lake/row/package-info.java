/** Events as rows: stable columns, and their encoding as CSV and Parquet. */
@NullMarked
package dev.apk8s.lake.row;

import org.jspecify.annotations.NullMarked;

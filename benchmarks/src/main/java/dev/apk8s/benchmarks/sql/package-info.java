/** Results of SQL: a service between the engine and its client, against the engine's own driver. */
@NullMarked
package dev.apk8s.benchmarks.sql;

import org.jspecify.annotations.NullMarked;

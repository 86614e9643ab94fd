/** The object store behind the lake, any that speaks S3: the one place that knows its client, its names and its errors. */
@NullMarked
package dev.apk8s.lake.store;

import org.jspecify.annotations.NullMarked;

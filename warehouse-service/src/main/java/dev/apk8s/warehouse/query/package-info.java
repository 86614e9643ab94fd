/** Queries: handed over, read page by page or as one stream, watched, ended. */
@NullMarked
package dev.apk8s.warehouse.query;

import org.jspecify.annotations.NullMarked;

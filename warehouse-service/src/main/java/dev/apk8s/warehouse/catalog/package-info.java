/** What there is to query: catalogs, schemas, tables, columns; and how the engine would run a statement. */
@NullMarked
package dev.apk8s.warehouse.catalog;

import org.jspecify.annotations.NullMarked;

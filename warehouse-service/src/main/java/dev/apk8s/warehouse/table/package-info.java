/** Files of the lake as tables. */
@NullMarked
package dev.apk8s.warehouse.table;

import org.jspecify.annotations.NullMarked;

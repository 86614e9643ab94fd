@NullMarked
package dev.apk8s.warehouse.table;

import org.jspecify.annotations.NullMarked;

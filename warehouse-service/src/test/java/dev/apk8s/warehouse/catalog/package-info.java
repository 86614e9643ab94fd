@NullMarked
package dev.apk8s.warehouse.catalog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.warehouse.query;

import org.jspecify.annotations.NullMarked;

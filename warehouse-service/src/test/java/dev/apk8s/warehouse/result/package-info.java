@NullMarked
package dev.apk8s.warehouse.result;

import org.jspecify.annotations.NullMarked;

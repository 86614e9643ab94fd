@NullMarked
package dev.apk8s.warehouse.engine;

import org.jspecify.annotations.NullMarked;

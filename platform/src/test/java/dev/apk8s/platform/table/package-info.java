@NullMarked
package dev.apk8s.platform.table;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.lake.row;

import org.jspecify.annotations.NullMarked;

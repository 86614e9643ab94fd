@NullMarked
package dev.apk8s.lake.store;

import org.jspecify.annotations.NullMarked;

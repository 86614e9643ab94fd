@NullMarked
package dev.apk8s.local.trino;

import org.jspecify.annotations.NullMarked;

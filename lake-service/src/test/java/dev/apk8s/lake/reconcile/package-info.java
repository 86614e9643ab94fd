@NullMarked
package dev.apk8s.lake.reconcile;

import org.jspecify.annotations.NullMarked;

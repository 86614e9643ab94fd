@NullMarked
package dev.apk8s.lake.eventlog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.ingest.deadletter;

import org.jspecify.annotations.NullMarked;

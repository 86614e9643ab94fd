@NullMarked
package dev.apk8s.ingest.device;

import org.jspecify.annotations.NullMarked;

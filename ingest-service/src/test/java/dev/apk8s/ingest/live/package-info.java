@NullMarked
package dev.apk8s.ingest.live;

import org.jspecify.annotations.NullMarked;

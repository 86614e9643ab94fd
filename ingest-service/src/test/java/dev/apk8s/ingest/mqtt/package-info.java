@NullMarked
package dev.apk8s.ingest.mqtt;

import org.jspecify.annotations.NullMarked;

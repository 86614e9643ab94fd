/** MQTT: what the broker asks and tells us, the edge that takes messages into the log, and publishing to devices. */
@NullMarked
package dev.apk8s.ingest.mqtt;

import org.jspecify.annotations.NullMarked;

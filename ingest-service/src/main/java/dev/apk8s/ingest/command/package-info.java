/** Commands to devices: kept on the log, published over MQTT, and followed to their outcome. */
@NullMarked
package dev.apk8s.ingest.command;

import org.jspecify.annotations.NullMarked;

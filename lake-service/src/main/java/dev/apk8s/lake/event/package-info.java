/** What happens to objects: told by the store over Kafka, kept as the state of each object, told on over MQTT. */
@NullMarked
package dev.apk8s.lake.event;

import org.jspecify.annotations.NullMarked;

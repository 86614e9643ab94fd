/** MQTT to Kafka against a subscriber that only counts. */
@NullMarked
package dev.apk8s.benchmarks.mqtt;

import org.jspecify.annotations.NullMarked;

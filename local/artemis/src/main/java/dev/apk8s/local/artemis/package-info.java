/** Apache Artemis as the MQTT broker, which asks ingest who may do what. */
@NullMarked
package dev.apk8s.local.artemis;

import org.jspecify.annotations.NullMarked;

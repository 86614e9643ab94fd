/** One Kafka node, broker and controller in one process. */
@NullMarked
package dev.apk8s.local.kafka;

import org.jspecify.annotations.NullMarked;

/** What is told of objects: the rules, the form, the spool on disk and its delivery to Kafka. */
@NullMarked
package dev.apk8s.local.s3proxy.event;

import org.jspecify.annotations.NullMarked;

/** S3 over a directory, which tells Kafka of its objects as MinIO does. */
@NullMarked
package dev.apk8s.local.s3proxy;

import org.jspecify.annotations.NullMarked;

/** The store's own promises around S3Proxy: order, events before answers, nothing half-written. */
@NullMarked
package dev.apk8s.local.s3proxy.store;

import org.jspecify.annotations.NullMarked;

/** Buckets of a tenant, what they keep of older versions, and how long they keep it. */
@NullMarked
package dev.apk8s.lake.bucket;

import org.jspecify.annotations.NullMarked;

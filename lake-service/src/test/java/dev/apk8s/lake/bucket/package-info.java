@NullMarked
package dev.apk8s.lake.bucket;

import org.jspecify.annotations.NullMarked;

/** Uploads that a client sends in parts, over as many connections and as long as it takes. */
@NullMarked
package dev.apk8s.lake.upload;

import org.jspecify.annotations.NullMarked;

/** Links with which somebody without a token reads or writes one object for a while. */
@NullMarked
package dev.apk8s.lake.link;

import org.jspecify.annotations.NullMarked;

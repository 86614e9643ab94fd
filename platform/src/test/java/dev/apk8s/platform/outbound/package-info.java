/** Where users may have the platform call. */
@NullMarked
package dev.apk8s.platform.outbound;

import org.jspecify.annotations.NullMarked;

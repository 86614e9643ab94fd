/** Calls to addresses that users name: they reach the outside and nothing within. */
@NullMarked
package dev.apk8s.platform.outbound;

import org.jspecify.annotations.NullMarked;

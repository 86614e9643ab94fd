/** How a service asks another one. */
@NullMarked
package dev.apk8s.platform.client;

import org.jspecify.annotations.NullMarked;

/** Prometheus over the services of this machine. */
@NullMarked
package dev.apk8s.local.prometheus;

import org.jspecify.annotations.NullMarked;

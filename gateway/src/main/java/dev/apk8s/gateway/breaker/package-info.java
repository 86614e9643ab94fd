/** One circuit breaker a service: what does not answer is not asked for a while. */
@NullMarked
package dev.apk8s.gateway.breaker;

import org.jspecify.annotations.NullMarked;

/** The transport: one request to a service and its answer back, neither ever held in memory. */
@NullMarked
package dev.apk8s.gateway.proxy;

import org.jspecify.annotations.NullMarked;

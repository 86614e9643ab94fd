/** The platform as an outsider meets it: log-in and REST through the gateway. */
@NullMarked
package dev.apk8s.local.demo.client;

import org.jspecify.annotations.NullMarked;

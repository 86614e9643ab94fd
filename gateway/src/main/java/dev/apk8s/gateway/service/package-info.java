/** The services behind the gateway, as the configuration names them. */
@NullMarked
package dev.apk8s.gateway.service;

import org.jspecify.annotations.NullMarked;

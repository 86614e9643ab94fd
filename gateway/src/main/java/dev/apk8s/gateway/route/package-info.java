/** Which request goes to which service, and who gets past the gateway. */
@NullMarked
package dev.apk8s.gateway.route;

import org.jspecify.annotations.NullMarked;

/** Keycloak, unpacked and built once, with the realm of the platform. */
@NullMarked
package dev.apk8s.local.keycloak;

import org.jspecify.annotations.NullMarked;

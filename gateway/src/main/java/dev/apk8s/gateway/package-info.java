/** The front door of the platform. */
@NullMarked
package dev.apk8s.gateway;

import org.jspecify.annotations.NullMarked;

/** What the OpenAPI documents of all services have in common. */
@NullMarked
package dev.apk8s.platform.openapi;

import org.jspecify.annotations.NullMarked;

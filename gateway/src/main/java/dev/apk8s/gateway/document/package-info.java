/** One Swagger UI over the OpenAPI documents of all services. */
@NullMarked
package dev.apk8s.gateway.document;

import org.jspecify.annotations.NullMarked;

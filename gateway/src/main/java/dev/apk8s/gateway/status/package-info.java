/** What runs: the open route that the landing page shows. */
@NullMarked
package dev.apk8s.gateway.status;

import org.jspecify.annotations.NullMarked;

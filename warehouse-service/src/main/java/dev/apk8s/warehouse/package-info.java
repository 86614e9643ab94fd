/** The warehouse service. */
@NullMarked
package dev.apk8s.warehouse;

import org.jspecify.annotations.NullMarked;

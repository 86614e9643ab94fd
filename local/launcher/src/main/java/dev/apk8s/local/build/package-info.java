/** Running Maven for what is missing or older than its sources. */
@NullMarked
package dev.apk8s.local.build;

import org.jspecify.annotations.NullMarked;

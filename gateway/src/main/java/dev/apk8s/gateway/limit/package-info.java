/** How many requests one caller and one address may send. */
@NullMarked
package dev.apk8s.gateway.limit;

import org.jspecify.annotations.NullMarked;

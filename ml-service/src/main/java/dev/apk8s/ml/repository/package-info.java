/** Models by their own routes: kept, staged, loaded, deleted. */
@NullMarked
package dev.apk8s.ml.repository;

import org.jspecify.annotations.NullMarked;

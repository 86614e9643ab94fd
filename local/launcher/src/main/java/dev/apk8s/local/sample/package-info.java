/** The data sets that the docs ask questions of. */
@NullMarked
package dev.apk8s.local.sample;

import org.jspecify.annotations.NullMarked;

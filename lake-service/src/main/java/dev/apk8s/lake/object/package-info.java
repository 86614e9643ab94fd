/** Objects over HTTP: written and read as streams, listed, copied and deleted. */
@NullMarked
package dev.apk8s.lake.object;

import org.jspecify.annotations.NullMarked;

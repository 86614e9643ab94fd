/** The search engine's REST interface, as the lake's features need it. */
@NullMarked
package dev.apk8s.lake.index;

import org.jspecify.annotations.NullMarked;

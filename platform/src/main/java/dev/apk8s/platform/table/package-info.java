/** Small records that are kept on a compacted topic and held in memory by every replica. */
@NullMarked
package dev.apk8s.platform.table;

import org.jspecify.annotations.NullMarked;

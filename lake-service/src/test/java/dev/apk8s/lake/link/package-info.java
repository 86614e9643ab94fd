@NullMarked
package dev.apk8s.lake.link;

import org.jspecify.annotations.NullMarked;

/** How it looks, on a terminal and in a file. */
@NullMarked
package dev.apk8s.local.demo.show;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.local.supervisor;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.local.build;

import org.jspecify.annotations.NullMarked;

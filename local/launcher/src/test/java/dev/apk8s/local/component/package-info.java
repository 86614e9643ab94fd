@NullMarked
package dev.apk8s.local.component;

import org.jspecify.annotations.NullMarked;

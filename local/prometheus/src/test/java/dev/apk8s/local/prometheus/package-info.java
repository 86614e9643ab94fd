@NullMarked
package dev.apk8s.local.prometheus;

import org.jspecify.annotations.NullMarked;

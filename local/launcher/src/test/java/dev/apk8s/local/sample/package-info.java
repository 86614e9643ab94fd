@NullMarked
package dev.apk8s.local.sample;

import org.jspecify.annotations.NullMarked;

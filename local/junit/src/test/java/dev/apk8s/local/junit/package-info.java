@NullMarked
package dev.apk8s.local.junit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.platform.house;

import org.jspecify.annotations.NullMarked;

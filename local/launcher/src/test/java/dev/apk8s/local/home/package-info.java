@NullMarked
package dev.apk8s.local.home;

import org.jspecify.annotations.NullMarked;

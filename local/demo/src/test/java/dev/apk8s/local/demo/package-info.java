@NullMarked
package dev.apk8s.local.demo;

import org.jspecify.annotations.NullMarked;

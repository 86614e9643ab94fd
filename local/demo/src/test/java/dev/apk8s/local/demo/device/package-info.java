@NullMarked
package dev.apk8s.local.demo.device;

import org.jspecify.annotations.NullMarked;

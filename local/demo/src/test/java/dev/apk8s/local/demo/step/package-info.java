@NullMarked
package dev.apk8s.local.demo.step;

import org.jspecify.annotations.NullMarked;

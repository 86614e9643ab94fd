@NullMarked
package dev.apk8s.local.demo.count;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.apk8s.local.demo.show;

import org.jspecify.annotations.NullMarked;

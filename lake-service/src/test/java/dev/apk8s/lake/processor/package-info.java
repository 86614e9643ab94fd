@NullMarked
package dev.apk8s.lake.processor;

import org.jspecify.annotations.NullMarked;

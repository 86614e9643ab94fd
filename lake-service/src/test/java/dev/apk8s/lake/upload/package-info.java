@NullMarked
package dev.apk8s.lake.upload;

import org.jspecify.annotations.NullMarked;

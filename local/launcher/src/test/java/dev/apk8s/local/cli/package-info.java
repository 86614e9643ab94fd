@NullMarked
package dev.apk8s.local.cli;

import org.jspecify.annotations.NullMarked;

/** Bounds on what comes in over HTTP. */
@NullMarked
package dev.apk8s.platform.web;

import org.jspecify.annotations.NullMarked;

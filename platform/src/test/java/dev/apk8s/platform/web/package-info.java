/** Where users may have the platform call. */
@NullMarked
package dev.apk8s.platform.web;

import org.jspecify.annotations.NullMarked;

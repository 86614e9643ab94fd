@NullMarked
package dev.apk8s.local.s3proxy.event;

import org.jspecify.annotations.NullMarked;

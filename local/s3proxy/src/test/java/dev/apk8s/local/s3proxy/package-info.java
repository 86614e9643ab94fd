@NullMarked
package dev.apk8s.local.s3proxy;

import org.jspecify.annotations.NullMarked;

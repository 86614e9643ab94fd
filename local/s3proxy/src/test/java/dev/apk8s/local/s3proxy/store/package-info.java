@NullMarked
package dev.apk8s.local.s3proxy.store;

import org.jspecify.annotations.NullMarked;

/** The demonstration: simulated devices against the running platform, through its public faces. */
@NullMarked
package dev.apk8s.local.demo;

import org.jspecify.annotations.NullMarked;

/** Simulated devices, and what each knows of its readings. */
@NullMarked
package dev.apk8s.local.demo.device;

import org.jspecify.annotations.NullMarked;

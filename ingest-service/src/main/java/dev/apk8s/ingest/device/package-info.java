/** Devices: who they are, the secrets that they show on every protocol, and what is known about them. */
@NullMarked
package dev.apk8s.ingest.device;

import org.jspecify.annotations.NullMarked;

/** What belongs to one copy of the platform: its directory, ports and secrets. */
@NullMarked
package dev.apk8s.local.home;

import org.jspecify.annotations.NullMarked;

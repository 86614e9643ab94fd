/** What can be run here: the descriptors of engines and services, and the expressions in them. */
@NullMarked
package dev.apk8s.local.component;

import org.jspecify.annotations.NullMarked;

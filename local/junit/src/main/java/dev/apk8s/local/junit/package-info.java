/** Engines for tests: those a whole build shares, and those of one test. */
@NullMarked
package dev.apk8s.local.junit;

import org.jspecify.annotations.NullMarked;

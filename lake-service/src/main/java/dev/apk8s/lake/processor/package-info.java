/** What is done with each new object of a bucket: declared, run at least once, with a log of each run. */
@NullMarked
package dev.apk8s.lake.processor;

import org.jspecify.annotations.NullMarked;

/** Functions: text in, answer out; those of the platform's services, and those that users register by URL. */
@NullMarked
package dev.apk8s.ingest.function;

import org.jspecify.annotations.NullMarked;

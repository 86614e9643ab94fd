/** The event log, read by offsets: which events a range of time has, and the events themselves. */
@NullMarked
package dev.apk8s.lake.eventlog;

import org.jspecify.annotations.NullMarked;

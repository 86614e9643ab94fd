@NullMarked
package dev.apk8s.ingest.command;

import org.jspecify.annotations.NullMarked;

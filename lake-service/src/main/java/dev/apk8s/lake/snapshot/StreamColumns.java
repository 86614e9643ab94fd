package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Catalogue;

/** The columns of a tenant's stream, as the log keeps them. */
record StreamColumns(Catalogue catalogue) {}

/** The SQL engine: its client protocol, its errors, and who a statement runs as. */
@NullMarked
package dev.apk8s.warehouse.engine;

import org.jspecify.annotations.NullMarked;

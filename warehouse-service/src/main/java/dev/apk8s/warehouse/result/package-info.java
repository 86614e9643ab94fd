/** Results in the forms that clients ask for, written while they are read. */
@NullMarked
package dev.apk8s.warehouse.result;

import org.jspecify.annotations.NullMarked;

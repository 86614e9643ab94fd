/** MariaDB, for joins with a database of one's own. */
@NullMarked
package dev.apk8s.local.mariadb;

import org.jspecify.annotations.NullMarked;

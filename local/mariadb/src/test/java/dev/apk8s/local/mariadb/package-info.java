@NullMarked
package dev.apk8s.local.mariadb;

import org.jspecify.annotations.NullMarked;

/** What browsers are shown, and the headers that guard it. */
@NullMarked
package dev.apk8s.gateway.page;

import org.jspecify.annotations.NullMarked;

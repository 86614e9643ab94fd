/** Who calls: tokens, roles and tenant, and the rule that every route names who may call it. */
@NullMarked
package dev.apk8s.platform.identity;

import org.jspecify.annotations.NullMarked;

/** RFC 9457 problems with stable codes: the one way in which every route reports an error. */
@NullMarked
package dev.apk8s.platform.problem;

import org.jspecify.annotations.NullMarked;

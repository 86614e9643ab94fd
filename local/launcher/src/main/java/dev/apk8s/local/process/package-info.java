/** One child process: how it is started, watched, logged and ended. */
@NullMarked
package dev.apk8s.local.process;

import org.jspecify.annotations.NullMarked;

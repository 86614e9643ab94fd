/** What all services do with requests and connections. */
@NullMarked
package dev.apk8s.platform.web;

import org.jspecify.annotations.NullMarked;

/** Contracts by name: their interfaces, calls, and deployments. */
@NullMarked
package dev.apk8s.chain.contract;

import org.jspecify.annotations.NullMarked;

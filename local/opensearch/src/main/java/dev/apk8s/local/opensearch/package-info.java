/** One OpenSearch node. */
@NullMarked
package dev.apk8s.local.opensearch;

import org.jspecify.annotations.NullMarked;

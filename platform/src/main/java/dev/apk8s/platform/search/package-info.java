/** What lets the official Elasticsearch client talk to OpenSearch as well. */
@NullMarked
package dev.apk8s.platform.search;

import org.jspecify.annotations.NullMarked;

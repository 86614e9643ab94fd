/** What the charts render, held against Kubernetes, the services and itself. */
@NullMarked
package dev.apk8s.charts;

import org.jspecify.annotations.NullMarked;

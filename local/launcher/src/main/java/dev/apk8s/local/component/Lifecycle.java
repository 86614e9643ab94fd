package dev.apk8s.local.component;

import java.time.Duration;
import java.util.List;

/**
 * When a component starts and when it counts as started or stopped.
 *
 * @param needs components that must be ready before this one starts
 * @param startTimeout how long it may take to be ready
 * @param stopTimeout how long it may take to end when asked to, before it is killed
 */
public record Lifecycle(List<String> needs, Readiness readiness, Duration startTimeout, Duration stopTimeout) {}

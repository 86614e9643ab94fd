package dev.apk8s.local.s3proxy.event;

import java.time.Instant;

/**
 * A change that is about to be made. It is on disk until its event is, so that after a kill it is known what was going
 * on.
 *
 * @param id also marks what is written for it
 */
public record Intent(String id, EventName name, String bucket, String key, Instant since) {}

package dev.apk8s.platform.event;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the event log answers. Not part of readiness: a service without its log still answers, and says so. */
final class LogHealth extends AbstractHealthIndicator {
    private static final int TIMEOUT_MILLIS = 1000;

    private final Admin admin;

    LogHealth(Admin admin) {
        super("The event log does not answer");
        this.admin = admin;
    }

    @Override
    protected void doHealthCheck(Health.Builder health)
            throws ExecutionException, InterruptedException, TimeoutException {
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS)).clusterId().get(TIMEOUT_MILLIS,
                TimeUnit.MILLISECONDS);
        health.up();
    }
}

package dev.apk8s.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the node what a client would ask, and announces it as ready when all was answered: the cluster with its
 * controller, the topics, and a consumer group from its coordinator (for which the node must have made the topic of
 * committed offsets).
 */
final class Readiness implements Runnable {
    private static final String GROUP_NOBODY_USES = "apk8s-readiness";

    private final String bootstrapServers;
    private final @Nullable String announcement;

    Readiness(String bootstrapServers, @Nullable String announcement) {
        this.bootstrapServers = bootstrapServers;
        this.announcement = announcement;
    }

    @Override
    public void run() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 120_000, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000, AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 100, AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                250, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 250,
                // Bootstrapping anew, a thousand times a second, would fill the log while the broker starts.
                AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none"))) {
            admin.describeCluster().controller().get();
            admin.listTopics().names().get();
            coordinatorAnswers(admin);
            announce();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Kafka did not become ready", failed.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void coordinatorAnswers(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.describeConsumerGroups(List.of(GROUP_NOBODY_USES)).all().get();
        } catch (ExecutionException failed) {
            // Only the group's coordinator can know that there is no such group.
            if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
                throw failed;
            }
        }
    }

    private void announce() {
        if (announcement == null) {
            return;
        }
        try {
            Files.writeString(Path.of(announcement), "ready\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not announce readiness", failed);
        }
    }
}

package dev.apk8s.local.trino;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics that hold streams. */
final class Topics {
    private static final Pattern STREAM = Pattern.compile("([a-z][a-z0-9]{0,31}\\.)?[a-z][a-z0-9_-]{0,62}");
    /** The platform's own tables, and the events of all tenants' objects, which carry no tenant in a header. */
    private static final Pattern INTERNAL = Pattern.compile("apk8s\\..*|lake-events|.*\\.dlt");

    private Topics() {}

    static Collection<String> list(String bootstrapServers) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 60_000))) {
            return admin.listTopics().names().get().stream().filter(Topics::isStream).sorted().toList();
        } catch (ExecutionException failed) {
            throw new IOException("Kafka at " + bootstrapServers + " does not tell its topics", failed.getCause());
        }
    }

    static boolean isStream(String topic) {
        return STREAM.matcher(topic).matches() && !INTERNAL.matcher(topic).matches();
    }
}

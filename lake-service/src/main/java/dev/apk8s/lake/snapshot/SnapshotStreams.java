package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import org.springframework.stereotype.Component;

/**
 * Which topic a tenant means by a stream. What is neither shared nor the tenant's own is not there, whatever topics the
 * log has: other topics tell of all tenants.
 */
@Component
final class SnapshotStreams {
    private final SnapshotProperties properties;
    private final EventTable<DeclaredStream> declared;

    SnapshotStreams(SnapshotProperties properties, EventTable<DeclaredStream> declaredStreams) {
        this.properties = properties;
        this.declared = declaredStreams;
    }

    /** @throws ProblemException NO_SUCH_STREAM */
    String requireTopic(String tenant, String stream) {
        if (properties.sharedStreams().contains(stream)) {
            return stream;
        }
        if (declared.get(tenant + "/" + stream).isEmpty()) {
            throw noSuchStream(stream);
        }
        return tenant.equals(Caller.DEFAULT_TENANT) ? stream : tenant + "." + stream;
    }

    static ProblemException noSuchStream(String stream) {
        return new ProblemException(SnapshotError.NO_SUCH_STREAM,
                "There is no stream '" + stream + "'. GET /api/v1/streams lists those that there are.")
                .with("stream", stream);
    }
}

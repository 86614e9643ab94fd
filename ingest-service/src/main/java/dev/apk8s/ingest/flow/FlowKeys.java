package dev.apk8s.ingest.flow;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.ingest.flow.step.Meta;
import java.util.UUID;

/** Keys of effects: a UUID (version 5, RFC 9562) by flow, event and step, so that what is done again is the same. */
final class FlowKeys {
    private static final UUID NAMESPACE = UUID.fromString("6f1c3f0a-6d6b-4c11-9a0e-3a5b7f2d9c41");

    private FlowKeys() {}

    /** @param step by {@link FlowPlan#ordinal}; the version is no part of it: a mended flow must not do again what was done */
    static String of(Flow flow, Meta meta, String step) {
        return UuidCreator.getNameBasedSha1(NAMESPACE,
                String.join("\n", flow.tenant(), flow.name(), meta.source(), meta.id(), step)).toString();
    }
}

package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All flows: declared, started, paused and replayed. A change counts when the log has it; runners follow the log. */
@Component
final class Flows {
    private final EventTable<Flow> table;
    private final FlowReader reader;
    private final FlowChecks checks;
    private final FlowOffsets offsets;
    private final Streams streams;

    Flows(EventTable<Flow> table, FlowReader reader, FlowChecks checks, FlowOffsets offsets, Streams streams) {
        this.table = table;
        this.reader = reader;
        this.checks = checks;
        this.offsets = offsets;
        this.streams = streams;
    }

    /** A flow, and whether a call made it. */
    record Declared(Flow flow, boolean created) {}

    List<Flow> ofTenant(String tenant) {
        String first = Flow.key(tenant, "");
        return table.after(first).entrySet().stream().takeWhile(entry -> entry.getKey().startsWith(first))
                .map(entry -> entry.getValue().value()).toList();
    }

    List<Flow> all() {
        return table.after(null).values().stream().map(Revisioned::value).toList();
    }

    Optional<Flow> find(String tenant, String name) {
        return table.get(Flow.key(tenant, name));
    }

    Flow require(String tenant, String name) {
        return requireRevision(tenant, name).value();
    }

    /** Called when a flow may have changed, on the thread that reads the log: must return at once. */
    void onChange(Runnable listener) {
        table.onChange((_, _) -> listener.run());
    }

    /** Declares a flow, or a new version of it; the same again changes nothing. A new version goes on where the former is. */
    Declared declare(String tenant, JsonNode definition, String by) {
        FlowPlan plan = reader.plan(definition);
        checks.check(tenant, plan, others(tenant));
        Optional<Revisioned<Flow>> known = table.find(Flow.key(tenant, plan.name()));
        if (known.isEmpty()) {
            return new Declared(create(tenant, plan.name(), definition, by), true);
        }
        Flow former = known.get().value();
        if (former.definition().equals(definition)) {
            return new Declared(former, false);
        }
        Flow next = former.declared(definition, by);
        if (offsets.isPlaced(former)) {
            Stream source = streams.require(tenant, plan.source());
            if (reader.plan(former.definition()).source().equals(plan.source())) {
                offsets.goOn(next, source, former);
            } else {
                offsets.place(next, source, new From.Latest(), former);
            }
        }
        replace(next, known.get().revision());
        return new Declared(next, false);
    }

    private Flow create(String tenant, String name, JsonNode definition, String by) {
        if (table.isFull()) {
            throw new ProblemException(FlowError.TOO_MANY_FLOWS,
                    "No more than " + table.maxEntries() + " flows can be declared.");
        }
        // A flow of this name may have been there before: its groups' places are not this one's.
        int run = Math.toIntExact(Instant.now().getEpochSecond() % Integer.MAX_VALUE);
        Flow flow = new Flow(tenant, name, 1, run, false, definition, by, Instant.now(), List.of());
        offsets.ensureTopic(flow);
        try {
            table.create(flow.key(), flow);
        } catch (TableConflictException other) {
            throw changed(name, other);
        }
        return flow;
    }

    /** Starts a flow: where it was paused, or, for the first time, from where it is told. */
    Flow start(String tenant, String name, From from, String by) {
        Revisioned<Flow> known = requireRevision(tenant, name);
        Flow flow = known.value();
        if (flow.running()) {
            return flow;
        }
        FlowPlan plan = reader.plan(flow.definition());
        checks.check(tenant, plan, others(tenant));
        if (!offsets.isPlaced(flow)) {
            offsets.place(flow, streams.require(tenant, plan.source()), from, flow);
        }
        return replace(flow.running(true, by), known.revision());
    }

    Flow pause(String tenant, String name, String by) {
        Revisioned<Flow> known = requireRevision(tenant, name);
        return known.value().running() ? replace(known.value().running(false, by), known.revision()) : known.value();
    }

    /** Has a flow work on what it did before again. Its effects have the same keys as then. */
    Flow replay(String tenant, String name, From from, String by) {
        Revisioned<Flow> known = requireRevision(tenant, name);
        Flow again = known.value().replayed(by);
        FlowPlan plan = reader.plan(again.definition());
        checks.check(tenant, plan, others(tenant));
        offsets.place(again, streams.require(tenant, plan.source()), from, known.value());
        return replace(again, known.revision());
    }

    void delete(String tenant, String name) {
        Revisioned<Flow> known = requireRevision(tenant, name);
        try {
            table.delete(known.value().key(), known.revision());
        } catch (TableConflictException other) {
            throw changed(name, other);
        }
    }

    /** How far behind its source a flow is, or null if it never ran. */
    @Nullable
    Long lag(Flow flow) {
        String source = reader.plan(flow.definition()).source();
        Stream stream = streams.find(flow.tenant(), source).orElse(null);
        return stream == null || !offsets.isPlaced(flow) ? null : offsets.lag(flow, stream);
    }

    private List<FlowPlan> others(String tenant) {
        return ofTenant(tenant).stream().map(flow -> reader.plan(flow.definition())).toList();
    }

    private Flow replace(Flow flow, long revision) {
        try {
            table.replace(flow.key(), flow, revision);
        } catch (TableConflictException other) {
            throw changed(flow.name(), other);
        }
        return flow;
    }

    private Revisioned<Flow> requireRevision(String tenant, String name) {
        return table.find(Flow.key(tenant, name)).orElseThrow(() -> new ProblemException(FlowError.NO_SUCH_FLOW,
                "There is no flow '" + name + "'. GET /api/v1/flows lists those that there are.").with("flow", name));
    }

    private static ProblemException changed(String name, Exception cause) {
        return new ProblemException(CommonError.CONFLICT,
                "Flow '" + name + "' was changed by somebody else just now. Read it again.", cause);
    }
}

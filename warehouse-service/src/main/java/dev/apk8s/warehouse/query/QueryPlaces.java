package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.QueryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many queries are under way at once through this instance. A query that is read page by page holds its place until
 * its end was seen here, or nobody has asked for its pages for a while, or the engine says that it has ended.
 */
@Component
final class QueryPlaces {
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final QueryProperties properties;
    private final EngineClient engine;
    private final Counter refused;
    private final List<Place> places = new ArrayList<>();

    QueryPlaces(QueryProperties properties, EngineClient engine, MeterRegistry registry) {
        this.properties = properties;
        this.engine = engine;
        Gauge.builder("apk8s.warehouse.queries.running", this, QueryPlaces::count)
                .description("Queries under way through this instance").register(registry);
        Gauge.builder("apk8s.warehouse.queries.places", properties, QueryProperties::concurrent)
                .description("Queries that may be under way through this instance").register(registry);
        refused = Counter.builder("apk8s.warehouse.queries.refused")
                .description("Queries that found no place, for the caller or at all").register(registry);
    }

    /** A query's place. Given back when it is closed, once or more often. */
    final class Place implements AutoCloseable {
        private final String caller;
        private @Nullable String query;
        private Instant seen = Instant.now();

        private Place(String caller) {
            this.caller = caller;
        }

        /** From now on the place may be given back by the query's id. */
        void belongsTo(String id) {
            synchronized (places) {
                query = id;
            }
        }

        @Override
        public void close() {
            synchronized (places) {
                places.remove(this);
            }
        }
    }

    /** @throws ProblemException if there is none, for the caller or at all */
    Place take(Caller caller) {
        String owner = PageSeal.callerOf(caller);
        if (ofCaller(owner) >= properties.perUser()) {
            releaseEnded(caller, owner);
        }
        synchronized (places) {
            releaseIdle();
            long own = places.stream().filter(place -> place.caller.equals(owner)).count();
            if (own >= properties.perUser()) {
                throw full("You have " + own
                        + " queries under way, which is as many as one user may. Read them to their end or delete one.");
            }
            if (places.size() >= properties.concurrent()) {
                throw full("All " + properties.concurrent() + " places for queries of this instance are taken.");
            }
            Place place = new Place(owner);
            places.add(place);
            return place;
        }
    }

    /** Somebody asked for a page of it. */
    void touch(String query) {
        synchronized (places) {
            places.stream().filter(place -> query.equals(place.query)).forEach(place -> place.seen = Instant.now());
        }
    }

    /** It has ended. */
    void release(String query) {
        synchronized (places) {
            places.removeIf(place -> query.equals(place.query));
        }
    }

    private int count() {
        synchronized (places) {
            return places.size();
        }
    }

    private long ofCaller(String owner) {
        synchronized (places) {
            return places.stream().filter(place -> place.caller.equals(owner)).count();
        }
    }

    /** Pages may have been read through another instance: the engine knows. */
    private void releaseEnded(Caller caller, String owner) {
        Set<String> running = Stream.of(EngineSession.READER, EngineSession.WRITER)
                .flatMap(access -> engine.list(EngineSession.as(EngineSession.user(caller, access))).stream())
                .filter(query -> !query.stats().isFinished()).map(QueryInfo::id).collect(Collectors.toSet());
        synchronized (places) {
            places.removeIf(
                    place -> place.caller.equals(owner) && place.query != null && !running.contains(place.query));
        }
    }

    private void releaseIdle() {
        Instant oldest = Instant.now().minus(properties.idle());
        places.removeIf(place -> place.query != null && place.seen.isBefore(oldest));
    }

    private ProblemException full(String detail) {
        refused.increment();
        return new ProblemException(QueryError.TOO_MANY_QUERIES, detail).retryAfter(COME_BACK);
    }
}

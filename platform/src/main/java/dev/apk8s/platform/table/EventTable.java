package dev.apk8s.platform.table;

import dev.apk8s.platform.problem.ProblemException;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that every replica must know without asking anybody, such as devices: they are kept on a compacted topic of
 * one partition and held in memory. The log decides the order of changes, the same for all replicas. It is loaded
 * before the service takes requests, and is there as long as the log is.
 *
 * @param <V> a record that Jackson reads and writes
 */
public final class EventTable<V> implements SmartLifecycle {
    /** Before anything that serves requests. */
    static final int PHASE = Integer.MIN_VALUE + 1000;
    private static final long APPLY_SECONDS = 10;
    /** Each that is in vain was beaten by a change that counts. */
    private static final int MAX_REPAIRS = 100;
    /** The revision of a key that is not there. */
    static final long ABSENT = -1;
    /** A change that applies whatever is there. */
    static final long ANY = -2;

    private final String name;
    private final int maxEntries;
    private final Class<V> type;
    private final JsonMapper json;
    private final TableLog log;
    private final ConcurrentSkipListMap<String, Revisioned<V>> entries = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<BiConsumer<String, Optional<V>>> listeners = new CopyOnWriteArrayList<>();
    private final PendingChanges pending = new PendingChanges();
    /** Keys met while loading; only the reading thread uses it. */
    private final Set<String> met = new HashSet<>();

    EventTable(String name, int maxEntries, Class<V> type, JsonMapper json, TableLog log) {
        this.name = name;
        this.maxEntries = maxEntries;
        this.type = type;
        this.json = json;
        this.log = log;
    }

    public Optional<V> get(String key) {
        return find(key).map(Revisioned::value);
    }

    public Optional<Revisioned<V>> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** All entries after a key, in the order of keys. A live view that never throws while it is walked. */
    public NavigableMap<String, Revisioned<V>> after(@Nullable String key) {
        return key == null ? entries : entries.tailMap(key, false);
    }

    public int size() {
        return entries.size();
    }

    public boolean isFull() {
        return entries.size() >= maxEntries;
    }

    public int maxEntries() {
        return maxEntries;
    }

    /** Called after each change that is applied, also while loading, one at a time; the value is empty when it was deleted. */
    public void onChange(BiConsumer<String, Optional<V>> listener) {
        listeners.add(listener);
    }

    /**
     * Adds a key that must not be there.
     *
     * @throws TableConflictException if it is
     * @throws ProblemException LOG_UNAVAILABLE if the log did not confirm it
     */
    public void create(String key, V value) {
        change(key, value, ABSENT);
    }

    /**
     * Replaces a value that was read at a revision.
     *
     * @throws TableConflictException if it changed since
     */
    public void replace(String key, V value, long revision) {
        change(key, value, revision);
    }

    /** Deletes a key that was read at a revision. */
    public void delete(String key, long revision) {
        change(key, null, revision);
    }

    private void change(String key, @Nullable V value, long expected) {
        if (revisionOf(key) != expected) {
            throw new TableConflictException(name, key);
        }
        byte[] bytes = value == null ? null : json.writeValueAsBytes(value);
        long offset = log.append(key, bytes, expected);
        boolean applied = pending.await(offset, APPLY_SECONDS, TimeUnit.SECONDS);
        if (!applied) {
            repair(key);
            throw new TableConflictException(name, key);
        }
    }

    /**
     * After compaction only the last record of a key is left: it must be the one that counts. Where somebody changed that
     * meanwhile, it is not written over: what counts now is written instead.
     */
    private void repair(String key) {
        for (int tries = 1; tries <= MAX_REPAIRS; tries++) {
            Revisioned<V> winner = entries.get(key);
            long offset = log.append(key, winner == null ? null : json.writeValueAsBytes(winner.value()),
                    winner == null ? ABSENT : winner.revision());
            if (pending.await(offset, APPLY_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        }
        throw new IllegalStateException("Table " + name + ": key " + key + " is changed too often to be put right");
    }

    /** Applies one record of the log. Called by one thread, in the log's order. */
    void apply(String key, byte @Nullable [] value, long expected, long offset) {
        boolean first = isFirstAfterCompaction(key);
        boolean applies = expected == ANY || expected == revisionOf(key) || first;
        if (applies) {
            if (value == null) {
                entries.remove(key);
            } else {
                entries.put(key, new Revisioned<>(json.readValue(value, type), offset));
            }
            Optional<V> now = get(key);
            listeners.forEach(listener -> listener.accept(key, now));
        }
        pending.complete(offset, applies);
    }

    /** The record that a change expects may have been compacted away since. */
    private boolean isFirstAfterCompaction(String key) {
        if (log.loaded().isDone()) {
            met.clear();
            return false;
        }
        return met.add(key);
    }

    private long revisionOf(String key) {
        Revisioned<V> entry = entries.get(key);
        return entry == null ? ABSENT : entry.revision();
    }

    /** Whatever reading a record takes, but for the record. */
    void rehearse() {
        json.readerFor(type);
    }

    /** The future completes when the table knows all that the log had when it was asked. */
    CompletableFuture<Void> loaded() {
        return log.loaded();
    }

    @Override
    public void start() {
        log.start(this::apply);
    }

    @Override
    public void stop() {
        log.stop();
    }

    @Override
    public boolean isRunning() {
        return log.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

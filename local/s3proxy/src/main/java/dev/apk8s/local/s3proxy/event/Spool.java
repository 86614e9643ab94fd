package dev.apk8s.local.s3proxy.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Kafka has not been told yet, one file an event, as MinIO's queue directory keeps it; and what is being done at
 * this moment, one file an intent. Only the numbers of the events are in memory.
 */
public final class Spool {
    /** An event on its way. */
    record Waiting(String id, List<String> topics, String key, String value) {}

    private static final String EVENT = ".event";
    private static final String INTENT = ".intent";
    private static final String UNFINISHED = ".new";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final int limit;
    private final String region;
    private final EventRules rules;
    private final Sequence sequence;
    private final BlockingQueue<String> order = new LinkedBlockingQueue<>();
    private final AtomicInteger taken = new AtomicInteger();

    private Spool(Path directory, int limit, String region, EventRules rules) throws IOException {
        this.directory = directory;
        this.limit = limit;
        this.region = region;
        this.rules = rules;
        this.sequence = Sequence.open(directory.resolve("sequence"));
    }

    /** Opens a directory, with the events that wait in it. */
    public static Spool open(Path directory, int limit, String region, EventRules rules) throws IOException {
        Files.createDirectories(directory);
        Spool spool = new Spool(directory, limit, region, rules);
        for (String unfinished : spool.names(UNFINISHED)) {
            Files.delete(directory.resolve(unfinished));
        }
        spool.order.addAll(spool.names(EVENT));
        spool.taken.set(spool.order.size());
        return spool;
    }

    private List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ending)).sorted()
                    .toList();
        }
    }

    /**
     * Notes what is about to be done, and keeps a place for its event.
     *
     * @throws SpoolFullException when there is none
     */
    public Intent begin(EventName name, String bucket, String key) {
        if (taken.incrementAndGet() > limit) {
            taken.decrementAndGet();
            throw new SpoolFullException(limit);
        }
        try {
            Intent intent = new Intent(number(), name, bucket, key, Instant.now());
            write(intent.id() + INTENT, JSON.writeValueAsString(intent));
            return intent;
        } catch (IOException failed) {
            taken.decrementAndGet();
            throw new UncheckedIOException("Could not note what is about to be done", failed);
        }
    }

    /** The order of an event among those of its key: to be asked for while nobody else changes the key. */
    public long nextSequence() {
        try {
            return sequence.next();
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not number an event", failed);
        }
    }

    /** Puts the event of what was done in the place of the intent. It will be sent, whatever happens from here on. */
    public void settle(Intent intent, BucketEvent event) {
        List<String> topics = rules.topics(event.name(), event.bucket(), event.key());
        if (topics.isEmpty()) {
            giveUp(intent);
            return;
        }
        String id = "%016X".formatted(event.sequence());
        try {
            write(id + EVENT, JSON.writeValueAsString(new Waiting(id, topics, event.path(), event.json(region))));
            Files.deleteIfExists(directory.resolve(intent.id() + INTENT));
        } catch (IOException failed) {
            // The intent stays on disk: the next start tells Kafka how the object is.
            throw new UncheckedIOException("Could not keep the event of " + event.path(), failed);
        }
        order.add(id + EVENT);
    }

    /** Nothing was done. */
    public void giveUp(Intent intent) {
        taken.decrementAndGet();
        try {
            Files.deleteIfExists(directory.resolve(intent.id() + INTENT));
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not take back " + intent.id(), failed);
        }
    }

    /** What was going on when this engine last ended without warning. Each takes a place until it is settled. */
    public List<Intent> interrupted() throws IOException {
        List<Intent> found = new ArrayList<>();
        for (String name : names(INTENT)) {
            found.add(JSON.readValue(Files.readString(directory.resolve(name)), Intent.class));
            taken.incrementAndGet();
        }
        return found;
    }

    private String number() throws IOException {
        return "%016X".formatted(sequence.next());
    }

    private void write(String name, String content) throws IOException {
        Path unfinished = directory.resolve(name + UNFINISHED);
        Files.writeString(unfinished, content);
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The next events in their order, at least one. They stay on disk until {@link #sent}. */
    List<Waiting> take(int most) throws InterruptedException, IOException {
        List<String> names = new ArrayList<>();
        names.add(order.take());
        order.drainTo(names, most - 1);
        List<Waiting> events = new ArrayList<>();
        for (String name : names) {
            Waiting event = read(name);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private @Nullable Waiting read(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            return JSON.readValue(Files.readString(file), Waiting.class);
        } catch (NoSuchFileException _) {
            taken.decrementAndGet();
            return null;
        } catch (JacksonException unreadable) {
            throw new IOException("The event in " + file + " cannot be read: mend or remove it", unreadable);
        }
    }

    void sent(Waiting event) throws IOException {
        Files.deleteIfExists(directory.resolve(event.id() + EVENT));
        taken.decrementAndGet();
    }

    /** How many events wait, with those that are being made. */
    public int size() {
        return taken.get();
    }
}

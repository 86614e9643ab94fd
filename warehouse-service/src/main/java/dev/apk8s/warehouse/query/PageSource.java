package dev.apk8s.warehouse.query;

import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.ResultPage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a result one after the other, with the next one fetched while one is being written. At most two pages
 * are held, and no other one beside a large one.
 */
final class PageSource implements AutoCloseable {
    /** Pages of the engine's are of about one megabyte, unless single rows are larger. */
    private static final int USUAL_BYTES = 2 * 1024 * 1024;

    private final EngineClient engine;
    private final EngineSession session;
    private @Nullable ResultPage page;
    /** Of the page behind the current one; it is under way, unless the current page is a large one. */
    private @Nullable FutureTask<ResultPage> ahead;

    /** @param first the page that the source begins with */
    PageSource(EngineClient engine, EngineSession session, ResultPage first) {
        this.engine = engine;
        this.session = session;
        this.page = first;
        fetchAhead(first);
    }

    /** The page that is to be read now, or null behind the last one. */
    @Nullable
    ResultPage current() {
        return page;
    }

    /** Goes to the next page; what the last one told of errors must have been looked at. */
    void advance() throws InterruptedException {
        FutureTask<ResultPage> fetching = ahead;
        if (page != null) {
            page.close();
        }
        page = null;
        ahead = null;
        if (fetching == null) {
            return;
        }
        ResultPage next;
        fetching.run();
        try {
            next = fetching.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed);
        }
        page = next;
        fetchAhead(next);
    }

    private void fetchAhead(ResultPage from) {
        String next = from.next();
        if (next != null) {
            FutureTask<ResultPage> task = new FutureTask<>(() -> engine.next(next, session));
            ahead = task;
            if (from.bytes() <= USUAL_BYTES) {
                Thread.ofVirtual().name("page-ahead").start(task);
            }
        }
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.cancel(true);
        }
        if (page != null) {
            page.close();
        }
    }
}

package dev.apk8s.platform.table;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets the writer of a change wait until it was applied here, so that it reads what it wrote. */
final class PendingChanges {
    private static final int REMEMBERED = 8_192;

    private final ConcurrentHashMap<Long, CompletableFuture<Boolean>> outcomes = new ConcurrentHashMap<>();

    /** Whether the change at an offset was applied, or was refused because another came first. */
    boolean await(long offset, long time, TimeUnit unit) {
        try {
            return outcomes.computeIfAbsent(offset, _ -> new CompletableFuture<>()).get(time, unit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notSeen(interrupted);
        } catch (ExecutionException | TimeoutException late) {
            throw notSeen(late);
        } finally {
            outcomes.remove(offset);
        }
    }

    /** The outcome may be known before the writer asks for it: it is kept until then, or until newer ones push it out. */
    void complete(long offset, boolean applied) {
        outcomes.computeIfAbsent(offset, _ -> new CompletableFuture<>()).complete(applied);
        outcomes.remove(offset - REMEMBERED);
    }

    private static ProblemException notSeen(Exception cause) {
        return new ProblemException(CommonError.LOG_UNAVAILABLE,
                "The change was kept but could not be read back. Read the resource before you try again.", cause);
    }
}

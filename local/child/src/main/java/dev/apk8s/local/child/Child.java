package dev.apk8s.local.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs the main class named by its first argument, and ends the process when standard input closes. The launcher
 * holds the other end of standard input, so a child ends even when the launcher is killed.
 */
public final class Child {
    private static final long SHUTDOWN_LIMIT_MILLIS = 20_000;

    private Child() {}

    public static void main(String[] arguments) throws Throwable {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("usage: Child MAIN_CLASS [ARGUMENT ...]");
        }
        Thread.ofPlatform().daemon().name("launcher-watch").start(Child::endWithLauncher);
        try {
            Method main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
            // As for java itself, it need not be public.
            main.setAccessible(true);
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void endWithLauncher() {
        try {
            while (System.in.read() >= 0) {
                // The launcher never writes: only the end of the stream matters.
            }
        } catch (IOException closed) {
            System.err.println("Lost the launcher: " + closed.getMessage());
        }
        Thread.ofPlatform().daemon().name("halt").start(Child::haltLater);
        // Processes that the main class started know nothing of the launcher.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        System.exit(143);
    }

    /** Shutdown hooks may hang when what they talk to is gone as well. */
    private static void haltLater() {
        try {
            Thread.sleep(SHUTDOWN_LIMIT_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(137);
    }
}

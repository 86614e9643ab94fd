package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ProblemException;
import java.net.URI;
import java.util.regex.Pattern;

/** Where a result goes on: the path of the engine's {@code nextUri}. */
final class Positions {
    /** The engine names itself as it was called; only the path is taken, so that nothing leads anywhere else. */
    private static final Pattern PATH = Pattern.compile("/v1/statement/[A-Za-z0-9_/-]{1,500}");

    private Positions() {}

    static String of(String nextUri) {
        return checked(URI.create(nextUri).getPath());
    }

    static String checked(String position) {
        if (!PATH.matcher(position).matches()) {
            throw new ProblemException(EngineError.ENGINE_FAILED,
                    "The engine's answer goes on at a place that is not known.");
        }
        return position;
    }
}

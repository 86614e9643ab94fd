package dev.apk8s.ml.v2;

import dev.apk8s.platform.problem.ProblemException;

/** The protocol's versions are texts; ours are numbers. */
final class Versions {
    private Versions() {}

    static int of(String model, String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw ProblemException.notFound("The model '" + model + "' has no version '" + version + "'.");
        }
        return Integer.parseInt(version);
    }
}

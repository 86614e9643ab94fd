package dev.apk8s.local.cli;

/** Why a command cannot do what it was asked, with what to do about it. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    Problem(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}

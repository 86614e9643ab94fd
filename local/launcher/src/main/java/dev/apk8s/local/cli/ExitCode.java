package dev.apk8s.local.cli;

/** What a command's end means to scripts; the help lists the same. */
enum ExitCode {
    DONE(0),
    COMPONENT_FAILED(1),
    WRONG_USAGE(2),
    NOT_POSSIBLE(3),
    BUILD_FAILED(4),
    NOT_RUNNING(5),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

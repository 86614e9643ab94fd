package dev.apk8s.benchmarks.measure;

/** A benchmark cannot be run to its end; its figures are worth nothing. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}

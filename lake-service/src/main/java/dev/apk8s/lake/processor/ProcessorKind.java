package dev.apk8s.lake.processor;

/** What a processor does with an object. */
enum ProcessorKind {
    /** Compresses it, level 3, into {@code <key>.gz}. An object whose key ends so already is left as it is. */
    GZIP;

    private static final String COMPRESSED = ".gz";

    String targetKey(String key) {
        return switch (this) {
            case GZIP -> key + COMPRESSED;
        };
    }

    /** A result must never be an input, or processors would feed each other without end. */
    boolean takes(String key) {
        return switch (this) {
            case GZIP -> !key.endsWith(COMPRESSED);
        };
    }
}

package dev.apk8s.platform.table;

/** Somebody else changed the key first. Nothing was changed by this call. */
public final class TableConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableConflictException(String table, String key) {
        super(key + " in table " + table + " was changed by somebody else");
    }
}

package dev.apk8s.warehouse.catalog;

/** A table in a listing. */
record TableEntry(String name, Kind kind) {
    enum Kind {
        TABLE,
        VIEW
    }
}

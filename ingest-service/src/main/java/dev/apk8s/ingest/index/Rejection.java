package dev.apk8s.ingest.index;

/** Why a record of the log does not become a document. */
public record Rejection(Code code, String reason) {
    /** Stable codes, in the headers of dead letters. */
    public enum Code {
        /** The value is not well-formed JSON in UTF-8. */
        NOT_JSON,
        /** The value is JSON, but no object. */
        NOT_AN_OBJECT,
        /** The object has a field that the platform sets. */
        FIELD_RESERVED,
        /** An attribute of the event cannot be used: the tenant is no name, or the time is out of all bounds. */
        ATTRIBUTE_INVALID,
        /** The event says that it is another tenant's than the stream that it is in. */
        TENANT_MISMATCH,
        /** The stream was deleted while the event waited. */
        STREAM_GONE,
        /** A field has another type than in the documents before it. */
        MAPPING_CONFLICT,
        /** The document would bring more fields than an index may have. */
        FIELD_LIMIT,
        /** The document is nested too deeply. */
        DEPTH_LIMIT,
        /** The index of the event's time is closed. */
        INDEX_CLOSED,
        /** The search engine refuses the document for another reason. */
        DOCUMENT_INVALID
    }

    /** Which of the codes fits what the engine says about one document. */
    static Rejection of(EngineError error) {
        return new Rejection(code(error), error.type() + ": " + error.reason());
    }

    private static Code code(EngineError error) {
        String reason = error.reason();
        if (reason.contains("Limit of total fields")) {
            return Code.FIELD_LIMIT;
        }
        if (reason.contains("Limit of mapping depth") || reason.contains("nesting depth")) {
            return Code.DEPTH_LIMIT;
        }
        if (error.type().equals("index_closed_exception")) {
            return Code.INDEX_CLOSED;
        }
        boolean conflict = reason.contains("failed to parse field") || reason.contains("tried to parse field")
                || reason.contains("object mapping") || reason.contains("cannot be changed from type")
                || reason.contains("can't merge");
        return conflict ? Code.MAPPING_CONFLICT : Code.DOCUMENT_INVALID;
    }
}

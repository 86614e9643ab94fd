package dev.apk8s.ingest.http;

import java.io.IOException;

/** The events of a body, one after the other, none built up before the one before it was handed in. */
interface BatchElements {
    /** One element of a body. */
    sealed interface Element {
        /** The bytes of one event, not yet checked. */
        record Whole(byte[] bytes) implements Element {}

        /** An element that is larger than an event may be; its bytes were read and dropped. */
        record Oversized() implements Element {}

        /** Nothing follows. */
        record End() implements Element {}
    }

    Element WHOLE_BODY_READ = new Element.End();
    Element TOO_LARGE = new Element.Oversized();

    /** @throws MalformedBatchException if nothing after this can be understood */
    Element next() throws IOException;
}

package dev.apk8s.ingest.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes the event stream format of the HTML standard, section 9.2. Blocks as long as the client does not read. */
final class EventWriter {
    private static final int BUFFER = 16 << 10;

    private final OutputStream out;

    EventWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    EventWriter field(String name, String value) throws IOException {
        ascii(name).ascii(": ").ascii(value).ascii("\n");
        return this;
    }

    EventWriter ascii(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
        return this;
    }

    /** A member of a JSON object, if there is a value. */
    EventWriter member(String before, String name, @Nullable String value) throws IOException {
        if (value != null) {
            ascii(before).ascii("\"").ascii(name).ascii("\":\"");
            out.write(JsonStringEncoder.getInstance().quoteAsUTF8(value));
            ascii("\"");
        }
        return this;
    }

    /** JSON on one line: a line break in it can only stand between tokens. */
    EventWriter json(byte[] json, int start, int end) throws IOException {
        int from = start;
        for (int i = start; i < end; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                out.write(json, from, i - from);
                out.write(' ');
                from = i + 1;
            }
        }
        out.write(json, from, end - from);
        return this;
    }

    EventWriter json(byte[] json) throws IOException {
        return json(json, 0, json.length);
    }

    EventWriter text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Ends an event. */
    void end() throws IOException {
        ascii("\n");
    }

    void flush() throws IOException {
        out.flush();
    }
}

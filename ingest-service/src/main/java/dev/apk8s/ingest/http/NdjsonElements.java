package dev.apk8s.ingest.http;

import java.io.IOException;
import java.io.InputStream;

/** Newline-delimited JSON: one event a line; empty lines do not count. */
final class NdjsonElements implements BatchElements {
    private final InputStream body;
    private final ByteCollector line;
    private final byte[] buffer = new byte[16_384];
    private int position;
    private int end;

    NdjsonElements(InputStream body, int maxEvent) {
        this.body = body;
        this.line = new ByteCollector(maxEvent);
    }

    @Override
    public Element next() throws IOException {
        boolean blank = true;
        while (true) {
            if (position == end) {
                end = Math.max(0, body.read(buffer));
                position = 0;
                if (end == 0) {
                    return blank ? WHOLE_BODY_READ : line.take();
                }
            }
            int from = position;
            while (position < end && buffer[position] != '\n') {
                blank &= JsonElements.isSpace(buffer[position]);
                position++;
            }
            if (position < end && !blank && line.isEmpty()) {
                return line.whole(buffer, from, position++);
            }
            if (!blank) {
                line.add(buffer, from, position);
            }
            if (position < end) {
                position++;
                if (!blank) {
                    return line.take();
                }
            }
        }
    }
}

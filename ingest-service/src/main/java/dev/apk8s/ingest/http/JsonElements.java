package dev.apk8s.ingest.http;

import dev.apk8s.ingest.intake.IntakeError;
import java.io.IOException;
import java.io.InputStream;

/**
 * The elements of a JSON array, or a body that is one event. It only finds where an element ends; whether it is
 * well-formed is checked by who takes it, so that one bad event does not spoil its neighbours.
 */
final class JsonElements implements BatchElements {
    private final InputStream body;
    private final ByteCollector element;
    private final byte[] buffer = new byte[16_384];
    private int position;
    private int end;
    private State state = State.START;

    private enum State {
        START,
        IN_ARRAY,
        DONE
    }

    JsonElements(InputStream body, int maxEvent) {
        this.body = body;
        this.element = new ByteCollector(maxEvent);
    }

    @Override
    public Element next() throws IOException {
        return switch (state) {
            case START -> first();
            case IN_ARRAY -> inArray();
            case DONE -> WHOLE_BODY_READ;
        };
    }

    private Element first() throws IOException {
        int first = skipSpace();
        if (first < 0) {
            state = State.DONE;
            return WHOLE_BODY_READ;
        }
        if (first != '[') {
            return wholeBody();
        }
        position++;
        state = State.IN_ARRAY;
        if (skipSpace() == ']') {
            return endOfArray();
        }
        return inArray();
    }

    private Element wholeBody() throws IOException {
        state = State.DONE;
        do {
            element.add(buffer, position, end);
            position = end;
        } while (fill());
        return element.take();
    }

    private Element inArray() throws IOException {
        if (skipSpace() < 0) {
            throw unfinished();
        }
        int depth = 0;
        boolean inString = false;
        boolean escaped = false;
        int from = position;
        while (true) {
            if (position == end) {
                element.add(buffer, from, end);
                if (!fill()) {
                    throw unfinished();
                }
                from = 0;
            }
            byte next = buffer[position];
            if (inString) {
                inString = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                inString = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (depth == 0 && (next == ',' || next == ']')) {
                element.add(buffer, from, position);
                return elementEndsWith(next);
            } else if (next == '}' || next == ']') {
                depth--;
            }
            position++;
        }
    }

    private Element elementEndsWith(byte delimiter) throws IOException {
        Element complete = element.take();
        if (delimiter == ']') {
            endOfArray();
        } else {
            position++;
        }
        return complete;
    }

    /** At the closing bracket: nothing but space may follow. */
    private Element endOfArray() throws IOException {
        position++;
        state = State.DONE;
        if (skipSpace() >= 0) {
            throw new MalformedBatchException(IntakeError.BATCH_MALFORMED,
                    "Something follows the array's closing bracket.");
        }
        return WHOLE_BODY_READ;
    }

    /** The next byte that is no space, not consumed; -1 at the end. */
    private int skipSpace() throws IOException {
        while (true) {
            if (position == end && !fill()) {
                return -1;
            }
            if (!isSpace(buffer[position])) {
                return buffer[position];
            }
            position++;
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, body.read(buffer));
        return end > 0;
    }

    private MalformedBatchException unfinished() {
        state = State.DONE;
        return new MalformedBatchException(IntakeError.BATCH_MALFORMED, "The body ends before the array does.");
    }

    static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}

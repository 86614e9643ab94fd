package dev.apk8s.ingest.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The lines of a bulk and the records that they are made of. It is used again and again, so its buffer is allocated
 * once and grows to the largest bulk there was.
 */
final class BulkBody {
    private static final int FIRST_CAPACITY = 256 << 10;

    private final int maxBytes;
    private final int maxDocuments;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int length;
    private final List<ConsumerRecord<String, byte[]>> entries = new ArrayList<>();
    /** Where the lines of each entry end. */
    private int[] ends = new int[64];

    BulkBody(int maxBytes, int maxDocuments) {
        this.maxBytes = maxBytes;
        this.maxDocuments = maxDocuments;
    }

    void clear() {
        length = 0;
        entries.clear();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int documents() {
        return entries.size();
    }

    boolean isFull() {
        return length >= maxBytes || entries.size() >= maxDocuments;
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    ConsumerRecord<String, byte[]> entry(int position) {
        return entries.get(position);
    }

    /** A copy of the lines of one entry. */
    byte[] lines(int position) {
        return Arrays.copyOfRange(buffer, position == 0 ? 0 : ends[position - 1], ends[position]);
    }

    BulkBody ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    BulkBody bytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Adds a part of some JSON on one line: a line break in it can only stand between tokens, where a space does as well. */
    BulkBody oneLine(byte[] json, int start, int end) {
        reserve(end - start);
        for (int i = start; i < end; i++) {
            byte next = json[i];
            buffer[length++] = next == '\n' || next == '\r' ? (byte) ' ' : next;
        }
        return this;
    }

    /** Ends the lines of a record. */
    void endEntry(ConsumerRecord<String, byte[]> entry) {
        if (entries.size() == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        entries.add(entry);
        ends[entries.size() - 1] = length;
    }

    /** Leaves only the entries at some positions, given in rising order. */
    void retain(List<Integer> positions) {
        List<ConsumerRecord<String, byte[]>> kept = new ArrayList<>(positions.size());
        int to = 0;
        for (int position : positions) {
            int start = position == 0 ? 0 : ends[position - 1];
            int size = ends[position] - start;
            System.arraycopy(buffer, start, buffer, to, size);
            to += size;
            ends[kept.size()] = to;
            kept.add(entries.get(position));
        }
        entries.clear();
        entries.addAll(kept);
        length = to;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            int grown = Math.min(buffer.length * 2, maxBytes + FIRST_CAPACITY);
            buffer = Arrays.copyOf(buffer, Math.max(grown, length + more));
        }
    }
}

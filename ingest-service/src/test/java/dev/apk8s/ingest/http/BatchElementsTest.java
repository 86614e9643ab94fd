package dev.apk8s.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.ingest.http.BatchElements.Element;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchElementsTest {
    private static final int MAX_EVENT = 40;

    @Test
    void anObjectIsOneElementAsItCame() throws IOException {
        assertThat(json(" \n{\"a\" : 1 }")).containsExactly("{\"a\" : 1 }");
    }

    @Test
    void anArrayGivesItsElementsByteForByte() throws IOException {
        assertThat(json("[ {\"a\":[1,{\"b\":2}]},{\"c\":\"],}{\\\"\"} , 3]")).containsExactly("{\"a\":[1,{\"b\":2}]}",
                "{\"c\":\"],}{\\\"\"} ", "3");
    }

    @Test
    void aBackslashBeforeTheClosingQuoteEndsNoString() throws IOException {
        assertThat(json("[{\"a\":\"\\\\\"},{\"b\":\"\\\"]\"}]")).containsExactly("{\"a\":\"\\\\\"}",
                "{\"b\":\"\\\"]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[ ]", "", "  \n"})
    void nothingInItIsNoElement(String body) throws IOException {
        assertThat(json(body)).isEmpty();
    }

    @Test
    void anEmptyPlaceIsAnElementThatWillBeRefused() throws IOException {
        assertThat(json("[{},,{}]")).containsExactly("{}", "", "{}");
    }

    @Test
    void whatIsLargerThanAnEventIsSkippedAndItsNeighboursStay() throws IOException {
        assertThat(json("[{\"a\":1},{\"b\":\"" + "x".repeat(100_000) + "\"},{\"c\":3}]")).containsExactly("{\"a\":1}",
                "too large", "{\"c\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1}", "[{\"a\":1},", "[", "[{\"a\":1},{\"b", "[{}] {}", "[{}]]"})
    void aBodyThatBreaksOffOrGoesOnIsMalformed(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(MalformedBatchException.class);
    }

    @Test
    void whatCameBeforeTheBreakIsThere() throws IOException {
        JsonElements elements = new JsonElements(slowly("[{\"a\":1},{\"b\""), MAX_EVENT);
        assertThat(elements.next()).isInstanceOfSatisfying(Element.Whole.class,
                whole -> assertThat(text(whole)).isEqualTo("{\"a\":1}"));
        assertThatThrownBy(elements::next).isInstanceOf(MalformedBatchException.class);
    }

    @Test
    void linesAreElementsAndEmptyOnesAreNot() throws IOException {
        assertThat(all(new NdjsonElements(slowly("{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\":3}"), MAX_EVENT)))
                .containsExactly("{\"a\":1}", "{\"b\":2}\r", "{\"c\":3}");
    }

    @Test
    void aLongLineIsSkipped() throws IOException {
        assertThat(all(new NdjsonElements(slowly("{\"a\":1}\n" + "y".repeat(50_000) + "\n{\"c\":3}\n"), MAX_EVENT)))
                .containsExactly("{\"a\":1}", "too large", "{\"c\":3}");
    }

    private static List<String> json(String body) throws IOException {
        return all(new JsonElements(slowly(body), MAX_EVENT));
    }

    private static List<String> all(BatchElements elements) throws IOException {
        List<String> found = new ArrayList<>();
        while (true) {
            switch (elements.next()) {
                case Element.Whole whole -> found.add(text(whole));
                case Element.Oversized _ -> found.add("too large");
                case Element.End _ -> {
                    return found;
                }
            }
        }
    }

    private static String text(Element.Whole whole) {
        return new String(whole.bytes(), StandardCharsets.UTF_8);
    }

    /** Gives few bytes at a time, as networks do, so that every boundary falls within an element. */
    private static InputStream slowly(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 3));
            }
        };
    }
}

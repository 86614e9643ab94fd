package dev.apk8s.ml.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SentimentAnalyzerTest {
    private final SentimentAnalyzer analyzer = new SentimentAnalyzer();

    private double polarity(String text) {
        return analyzer.analyze(text).polarity();
    }

    @Test
    void goodAndBadAreToldApart() {
        assertThat(polarity("I love this, it is wonderful.")).isGreaterThan(0.5);
        assertThat(polarity("The worst thing ever. I hate it.")).isLessThan(-0.5);
        assertThat(polarity("The table has four legs.")).isZero();
        assertThat(polarity("")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not good", "It isn't good", "This is not a good thing", "never good", "no good",
            "It isn’t very good"})
    void aNegationTurnsAWordRound(String text) {
        assertThat(polarity(text)).isNegative().isGreaterThan(-0.5);
    }

    @Test
    void aNegationEndsWithItsClause() {
        assertThat(polarity("I did not go. Good food")).isPositive();
    }

    @Test
    void wordsBeforeStrengthenAndWeaken() {
        assertThat(polarity("very good")).isGreaterThan(polarity("good"));
        assertThat(polarity("slightly bad")).isGreaterThan(polarity("bad"));
        assertThat(polarity("good!")).isGreaterThan(polarity("good"));
        assertThat(polarity("perfect!!!!!!!!!!!!")).isLessThanOrEqualTo(1);
    }

    @Test
    void emoticonsCount() {
        assertThat(polarity("see you :)")).isPositive();
        assertThat(polarity("see you :(")).isNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"One.|1", "One. Two! Three?|3", "No mark at the end|1", "...|0", "''|0",
            "It costs 3.50 euros. Really.|2"})
    void sentencesAreCounted(String text, int count) {
        assertThat(analyzer.analyze(text).sentenceCount()).isEqualTo(count);
    }

    /** TextBlob 0.20.1 has 0.778 of these right by the same rule: see docs/models.md. */
    @Test
    void mostSentencesOfReviewsAreJudgedAsTheirReadersDid() throws IOException {
        int right = 0;
        int all = 0;
        for (String file : new String[]{"amazon", "imdb", "yelp"}) {
            try (InputStream stream = Objects
                    .requireNonNull(getClass().getResourceAsStream("/sentiment/" + file + ".json"))) {
                for (JsonNode sentence : new JsonMapper().readTree(stream)) {
                    boolean good = polarity(sentence.get("text").asString()) > 0;
                    right += good == (sentence.get("class").asInt() == 1) ? 1 : 0;
                    all++;
                }
            }
        }
        assertThat(all).isEqualTo(3003);
        assertThat((double) right / all).isGreaterThan(0.78);
    }
}

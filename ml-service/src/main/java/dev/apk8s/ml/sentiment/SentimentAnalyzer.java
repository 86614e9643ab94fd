package dev.apk8s.ml.sentiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds the mean of what the known words of a text say, as Pattern and TextBlob do with the same lexicon: a word before a
 * known one strengthens or weakens it ("very good", "slightly bad"), a negation turns it round and halves it ("not good"),
 * an exclamation mark adds a quarter.
 */
@Component
class SentimentAnalyzer {
    private static final Set<String> NEGATIONS = Set.of("no", "not", "n't", "never", "cannot", "without", "hardly");
    /** A negation is meant for the known word behind it, over so many others: "not a very good". */
    private static final int REACH = 3;
    private static final double NEGATED = -0.5;
    private static final double EXCLAIMED = 1.25;
    /** Adverbs of degree that the lexicon has not, by the classes of Quirk and others (1985): boosters and diminishers. */
    private static final Map<String, Double> DEGREES = Map.of("extremely", 1.5, "absolutely", 1.5, "incredibly", 1.5,
            "totally", 1.4, "so", 1.2, "rather", 0.8, "somewhat", 0.6, "slightly", 0.5, "barely", 0.4);
    private static final Map<String, Double> EMOTICONS = Map.ofEntries(Map.entry(":)", 0.5), Map.entry(":-)", 0.5),
            Map.entry("=)", 0.5), Map.entry(":d", 1.0), Map.entry(":-d", 1.0), Map.entry(";)", 0.25),
            Map.entry(";-)", 0.25), Map.entry("<3", 1.0), Map.entry(":(", -0.75), Map.entry(":-(", -0.75),
            Map.entry(":/", -0.2), Map.entry(":|", -0.1));

    private final Lexicon lexicon = Lexicon.load();

    /**
     * @param polarity from -1, bad, to 1, good
     * @param subjectivity from 0, told as a fact, to 1, told as a feeling
     */
    @Schema(name = "Sentiment")
    record Sentiment(double polarity, double subjectivity,
            @JsonProperty("sentence_count") int sentenceCount) {}

    private record Said(double polarity, double subjectivity) {
        Said times(double factor) {
            return new Said(Math.clamp(polarity * factor, -1, 1), subjectivity);
        }
    }

    Sentiment analyze(String text) {
        List<Said> said = said(Sentences.tokens(text));
        return new Sentiment(said.stream().mapToDouble(Said::polarity).average().orElse(0),
                said.stream().mapToDouble(Said::subjectivity).average().orElse(0), Sentences.count(text));
    }

    private List<Said> said(List<String> tokens) {
        List<Said> said = new ArrayList<>();
        Optional<Lexicon.Word> strengthening = Optional.empty();
        double degree = 1;
        int negated = 0;
        for (String token : tokens) {
            Double given = DEGREES.get(token);
            if (given != null) {
                degree = given;
                continue;
            }
            Optional<Lexicon.Word> known = lexicon.find(token);
            Double emoticon = EMOTICONS.get(token);
            if (NEGATIONS.contains(token)) {
                negated = REACH;
            } else if (emoticon != null) {
                said.add(new Said(emoticon, 1));
                negated = 0;
            } else if (token.equals("!") && !said.isEmpty()) {
                said.add(said.removeLast().times(EXCLAIMED));
            } else if (known.isPresent()) {
                Lexicon.Word word = known.get();
                if (strengthening.isPresent() && !said.isEmpty()) {
                    said.removeLast();
                }
                double factor = degree * strengthening.map(Lexicon.Word::intensity).orElse(1.0);
                boolean weak = negated > 0;
                said.add(new Said(Math.clamp(word.polarity() * (weak ? 1 / factor : factor), -1, 1),
                        Math.clamp(word.subjectivity() * factor, 0, 1)).times(weak ? NEGATED : 1));
                strengthening = word.strengthens() ? known : Optional.empty();
                negated = word.strengthens() ? negated : 0;
                degree = 1;
                continue;
            } else {
                negated = isMark(token) ? 0 : Math.max(0, negated - 1);
            }
            strengthening = Optional.empty();
            degree = 1;
        }
        return said;
    }

    private static boolean isMark(String token) {
        return token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0));
    }
}

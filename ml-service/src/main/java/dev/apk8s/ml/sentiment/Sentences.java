package dev.apk8s.ml.sentiment;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes English texts apart. */
final class Sentences {
    /** Words with their apostrophes and hyphens, emoticons, and the marks that matter. */
    private static final Pattern TOKEN = Pattern
            .compile("[:;=8][-o']?[)(DPp|/\\\\\\]\\[]|<3|\\p{L}[\\p{L}\\p{N}]*(?:['’-]\\p{L}+)*|\\d+\\w*|[!?.,;:]");
    private static final Pattern CONTRACTED = Pattern.compile("(\\p{L}+)n['’]t");

    private Sentences() {}

    /** How many sentences there are that say something. */
    static int count(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int count = 0;
        int from = sentences.first();
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            if (text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
                count++;
            }
            from = to;
        }
        return count;
    }

    /** In lower case; "isn't" is "is" and "n't". */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String token = matcher.group().toLowerCase(Locale.ENGLISH);
            Matcher contracted = CONTRACTED.matcher(token);
            if (contracted.matches()) {
                tokens.add(contracted.group(1));
                tokens.add("n't");
            } else {
                tokens.add(token);
            }
        }
        return tokens;
    }
}

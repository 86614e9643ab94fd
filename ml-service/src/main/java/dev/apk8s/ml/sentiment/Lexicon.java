package dev.apk8s.ml.sentiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * English words with what they say of a speaker's mind: the lexicon of Pattern (De Smedt and Daelemans 2012, "Pattern for
 * Python", JMLR 13). A word has senses by part of speech; here it has the mean over its parts of speech of the mean of
 * their senses.
 */
final class Lexicon {
    private static final String FILE = "/sentiment/en-sentiment.xml";
    private static final String ADVERB = "RB";

    private final Map<String, Word> words;

    private Lexicon(Map<String, Word> words) {
        this.words = words;
    }

    /**
     * @param polarity from -1, bad, to 1, good
     * @param subjectivity from 0, told as a fact, to 1, told as a feeling
     * @param intensity by which the word strengthens the next one
     * @param strengthens whether it does
     */
    record Word(double polarity, double subjectivity, double intensity, boolean strengthens) {}

    Optional<Word> find(String word) {
        return Optional.ofNullable(words.get(word));
    }

    static Lexicon load() {
        Map<String, Map<String, Mean>> senses = new HashMap<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream file = Lexicon.class.getResourceAsStream(FILE)) {
            XMLStreamReader reader = factory.createXMLStreamReader(file);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("word")) {
                    senses.computeIfAbsent(attribute(reader, "form", ""), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(attribute(reader, "pos", ""), _ -> new Mean())
                            .add(number(reader, "polarity", 0), number(reader, "subjectivity", 0),
                                    number(reader, "intensity", 1));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("The lexicon is not what it should be", broken);
        }
        Map<String, Word> words = new HashMap<>();
        senses.forEach((form, parts) -> {
            Mean mean = new Mean();
            parts.values().forEach(part -> mean.add(part.polarity(), part.subjectivity(), part.intensity()));
            words.put(form, new Word(mean.polarity(), mean.subjectivity(), mean.intensity(),
                    parts.containsKey(ADVERB)));
        });
        return new Lexicon(words);
    }

    private static String attribute(XMLStreamReader reader, String name, String otherwise) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }

    private static double number(XMLStreamReader reader, String name, double otherwise) {
        return Double.parseDouble(attribute(reader, name, Double.toString(otherwise)));
    }

    private static final class Mean {
        private double polarity;
        private double subjectivity;
        private double intensity;
        private int count;

        void add(double morePolarity, double moreSubjectivity, double moreIntensity) {
            polarity += morePolarity;
            subjectivity += moreSubjectivity;
            intensity += moreIntensity;
            count++;
        }

        double polarity() {
            return polarity / count;
        }

        double subjectivity() {
            return subjectivity / count;
        }

        double intensity() {
            return intensity / count;
        }
    }
}

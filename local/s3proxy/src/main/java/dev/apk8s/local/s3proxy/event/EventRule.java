package dev.apk8s.local.s3proxy.event;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which events of which objects go to a topic.
 *
 * @param topic of Kafka
 * @param events such as {@code s3:ObjectCreated:*}
 * @param objects a pattern of {@code bucket/key}
 */
record EventRule(String topic, List<Pattern> events, Pattern objects) {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /**
     * Reads {@code TOPIC EVENT[,EVENT] BUCKET/PREFIX*SUFFIX}, in which {@code *} stands for anything.
     *
     * @throws IllegalArgumentException says what is wrong
     */
    static EventRule parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 3 || !TOPIC.matcher(words[0]).matches() || !words[1].startsWith("s3:")) {
            throw new IllegalArgumentException("APK8S_S3_EVENTS: '" + text.strip()
                    + "' is not of the form TOPIC s3:EVENT[,s3:EVENT] BUCKET/PREFIX*SUFFIX");
        }
        List<Pattern> events = List.of(words[1].split(",")).stream().map(EventRule::pattern).toList();
        return new EventRule(words[0], events, pattern(words[2]));
    }

    private static Pattern pattern(String glob) {
        StringBuilder expression = new StringBuilder();
        for (String literal : glob.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*")
                    .append(literal.isEmpty() ? "(?:)" : Pattern.quote(literal));
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    boolean concerns(EventName event, String bucket, String key) {
        return events.stream().anyMatch(wanted -> wanted.matcher(event.text()).matches())
                && objects.matcher(bucket + "/" + key).matches();
    }
}

package dev.apk8s.local.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The keys of one YAML mapping, read with faults that name file and key. */
final class Keys {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*([mg])");

    private final Path file;
    private final String prefix;
    private final JsonNode node;

    Keys(Path file, String prefix, JsonNode node) {
        this.file = file;
        this.prefix = prefix;
        this.node = node;
        if (!node.isObject()) {
            throw new ComponentException(file, prefix.isEmpty() ? "(top)" : prefix, "must be a mapping");
        }
    }

    void allowOnly(Set<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw fault(key,
                        "is not a known key; known are " + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> fault(key, "is missing"));
    }

    Optional<String> optionalText(String key) {
        return present(key).map(value -> scalar(key, value));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        present(key).ifPresent(value -> {
            if (!value.isArray()) {
                throw fault(key, "must be a list");
            }
            value.forEach(element -> texts.add(scalar(key + "[" + texts.size() + "]", element)));
        });
        return List.copyOf(texts);
    }

    Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        mapping(key).ifPresent(keys -> {
            for (String name : keys.node.propertyNames()) {
                map.put(name, keys.text(name));
            }
        });
        return map;
    }

    Map<String, Integer> portMap(String key) {
        Map<String, Integer> map = new LinkedHashMap<>();
        mapping(key).ifPresent(keys -> {
            for (String name : keys.node.propertyNames()) {
                JsonNode value = keys.node.get(name);
                if (!value.isInt() || value.intValue() < 1 || value.intValue() > 65535) {
                    throw keys.fault(name, "must be a port, 1 to 65535, but is " + value);
                }
                map.put(name, value.intValue());
            }
        });
        return map;
    }

    Duration duration(String key, Duration otherwise) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.get().strip());
        if (!matcher.matches()) {
            throw fault(key, "must be a duration such as 500ms, 30s or 2m, but is '" + text.get() + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** False when it is not there. */
    boolean flag(String key) {
        return present(key).map(value -> {
            if (!value.isBoolean()) {
                throw fault(key, "must be true or false, but is " + value);
            }
            return value.booleanValue();
        }).orElse(false);
    }

    /** Bytes; 0 when it is not there. */
    long size(String key) {
        return optionalText(key).map(text -> {
            Matcher matcher = SIZE.matcher(text.strip());
            if (!matcher.matches()) {
                throw fault(key, "must be a size such as 500m or 2g, but is '" + text + "'");
            }
            return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("g") ? 30 : 20);
        }).orElse(0L);
    }

    Optional<Keys> mapping(String key) {
        return present(key).map(value -> new Keys(file, path(key), value));
    }

    boolean isText(String key) {
        return present(key).filter(JsonNode::isString).isPresent();
    }

    ComponentException fault(String key, String fault) {
        return new ComponentException(file, path(key), fault);
    }

    private String path(String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }

    private Optional<JsonNode> present(String key) {
        return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
    }

    private String scalar(String key, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw fault(key, "must be a text");
        }
        return value.asString();
    }
}

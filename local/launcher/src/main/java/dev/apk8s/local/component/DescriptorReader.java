package dev.apk8s.local.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code component.yaml}; a key it does not know is a fault, so that a misspelt one is not lost. */
final class DescriptorReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Set<String> KNOWN = Set.of("name", "title", "kind", "part", "optional", "disk", "main",
            "classpath", "jar", "prepare",
            "heap", "jvm", "needs", "ports", "secrets", "environment", "arguments", "exports", "ready", "start-timeout",
            "stop-timeout");

    private DescriptorReader() {}

    static Descriptor read(Path file) {
        JsonNode tree;
        try {
            tree = YAML.readTree(file);
        } catch (JacksonException fault) {
            throw new ComponentException(file, "is not valid YAML: " + fault.getMessage(), fault);
        }
        Keys keys = new Keys(file, "", tree);
        keys.allowOnly(KNOWN);
        Descriptor.Label label = label(keys);
        return new Descriptor(file, label, share(keys), program(keys, label.kind()), lifecycle(keys),
                keys.portMap("ports"),
                keys.texts("secrets"), keys.textMap("exports"));
    }

    private static Descriptor.Label label(Keys keys) {
        String name = keys.text("name");
        if (!NAME.matcher(name).matches()) {
            throw keys.fault("name", "must match " + NAME + ", but is '" + name + "'");
        }
        String kind = keys.optionalText("kind").orElse("engine");
        return new Descriptor.Label(name, keys.optionalText("title").orElse(name), switch (kind) {
            case "engine" -> Kind.ENGINE;
            case "service" -> Kind.SERVICE;
            default -> throw keys.fault("kind", "must be engine or service, but is '" + kind + "'");
        });
    }

    private static Descriptor.Share share(Keys keys) {
        Optional<String> part = keys.optionalText("part");
        if (part.isPresent() && !NAME.matcher(part.get()).matches()) {
            throw keys.fault("part", "must match " + NAME + ", but is '" + part.get() + "'");
        }
        return new Descriptor.Share(part, keys.flag("optional"), keys.size("disk"));
    }

    private static Program program(Keys keys, Kind kind) {
        Optional<String> main = keys.optionalText("main");
        if (main.isEmpty() && kind == Kind.ENGINE) {
            throw keys.fault("main", "is missing");
        }
        String heap = keys.optionalText("heap").orElse("256m");
        if (!heap.toLowerCase(Locale.ROOT).matches("\\d+[kmg]")) {
            throw keys.fault("heap", "must be a size such as 512m or 1g, but is '" + heap + "'");
        }
        return new Program(main, keys.optionalText("prepare"), keys.optionalText("jar"),
                keys.texts("classpath"), heap, keys.texts("jvm"), keys.texts("arguments"),
                keys.textMap("environment"));
    }

    private static Lifecycle lifecycle(Keys keys) {
        List<String> needs = keys.texts("needs");
        return new Lifecycle(needs, readiness(keys), keys.duration("start-timeout", Duration.ofSeconds(60)),
                keys.duration("stop-timeout", Duration.ofSeconds(15)));
    }

    private static Readiness readiness(Keys keys) {
        if (keys.isText("ready")) {
            if (keys.text("ready").equals("announced")) {
                return new Readiness.Announced();
            }
            throw keys.fault("ready", "must be 'announced' or {http: URL}");
        }
        Keys ready = keys.mapping("ready").orElseThrow(() -> keys.fault("ready", "is missing"));
        ready.allowOnly(Set.of("http"));
        return new Readiness.Http(ready.text("http"));
    }
}

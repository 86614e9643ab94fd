package dev.apk8s.local.component;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves the <code>${...}</code> expressions of descriptors. Not for use by several threads at once. */
public final class Expressions {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

    private final Scope scope;
    private final Deque<String> resolving = new ArrayDeque<>();

    public Expressions(Scope scope) {
        this.scope = scope;
    }

    /**
     * Puts values where expressions are.
     *
     * @param key where the text stands in the descriptor, for the message of a fault
     * @throws ComponentException naming file and key
     */
    public String resolve(Descriptor descriptor, String key, String text) {
        Matcher matcher = EXPRESSION.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved,
                    Matcher.quoteReplacement(value(descriptor, key, matcher.group(1).strip())));
        }
        return matcher.appendTail(resolved).toString();
    }

    public List<String> resolve(Descriptor descriptor, String key, List<String> texts) {
        return texts.stream().map(text -> resolve(descriptor, key, text)).toList();
    }

    public Map<String, String> resolve(Descriptor descriptor, String key, Map<String, String> texts) {
        Map<String, String> resolved = new LinkedHashMap<>();
        texts.forEach((name, text) -> resolved.put(name, resolve(descriptor, key + "." + name, text)));
        return resolved;
    }

    /**
     * The value of what a component exports.
     *
     * @throws ComponentException when the component or the export does not exist
     */
    public String export(String component, String export) {
        return export(scope.catalog().get(component), export);
    }

    private String value(Descriptor descriptor, String key, String name) {
        return switch (name) {
            case "data" -> scope.data().resolve(descriptor.name()).toString();
            case "logs" -> scope.logs().toString();
            case "module" -> descriptor.module().toString();
            default -> dotted(descriptor, key, name);
        };
    }

    private String dotted(Descriptor descriptor, String key, String name) {
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            throw fault(descriptor, key, name,
                    "is none of port.NAME, secret.NAME, data, logs, module, <component>.<export>");
        }
        String first = name.substring(0, dot);
        String second = name.substring(dot + 1);
        return switch (first) {
            case "port" -> port(descriptor, key, name, second);
            case "secret" -> secret(descriptor, key, name, second);
            default -> other(descriptor, key, name, first, second);
        };
    }

    private String port(Descriptor descriptor, String key, String name, String port) {
        Integer number = scope.ports().get(descriptor.name() + "." + port);
        if (number == null) {
            throw fault(descriptor, key, name,
                    "there is no port '" + port + "' in ports; there are " + descriptor.ports().keySet());
        }
        return number.toString();
    }

    private String secret(Descriptor descriptor, String key, String name, String secret) {
        String value = scope.secrets().get(secret);
        if (value == null) {
            throw fault(descriptor, key, name, "no component lists '" + secret + "' in its secrets");
        }
        return value;
    }

    private String other(Descriptor descriptor, String key, String name, String component, String export) {
        Descriptor owner = scope.catalog().find(component).orElse(null);
        if (owner == null) {
            throw fault(descriptor, key, name, "there is no component '" + component + "'");
        }
        if (!owner.exports().containsKey(export)) {
            throw fault(descriptor, key, name,
                    component + " exports no '" + export + "'; it exports " + owner.exports().keySet());
        }
        return export(owner, export);
    }

    private String export(Descriptor owner, String export) {
        String qualified = owner.name() + "." + export;
        String override = scope.overrides().get(qualified);
        if (override != null) {
            return override;
        }
        String text = owner.exports().get(export);
        if (text == null) {
            throw new ComponentException(owner.file(), "exports",
                    "there is no '" + export + "'; there are " + owner.exports().keySet());
        }
        if (resolving.contains(qualified)) {
            throw new ComponentException(owner.file(), "exports." + export, "refers to itself");
        }
        resolving.push(qualified);
        try {
            return resolve(owner, "exports." + export, text);
        } finally {
            resolving.pop();
        }
    }

    private static ComponentException fault(Descriptor descriptor, String key, String name, String fault) {
        return new ComponentException(descriptor.file(), key, "${" + name + "}: " + fault);
    }
}

package dev.apk8s.chain.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An argument of a method or an event.
 *
 * @param name may be empty
 * @param type as Solidity writes it
 */
record Parameter(String name, String type, boolean indexed) {
    private static final Pattern KNOWN = Pattern.compile(
            "(address|bool|string|bytes|bytes([1-9]|[12][0-9]|3[0-2])|u?int(8|16|24|32|40|48|56|64|72|80|88|96|104|112|120|128"
                    + "|136|144|152|160|168|176|184|192|200|208|216|224|232|240|248|256))(\\[([1-9]|[12][0-9]|3[0-2])?])?");
    private static final Pattern DYNAMIC_IN_STATIC = Pattern.compile("(string|bytes)\\[[0-9]+]");

    static List<Parameter> of(JsonNode list) {
        return list.valueStream().map(node -> new Parameter(node.path("name").asString(""),
                node.path("type").asString(""), node.path("indexed").asBoolean(false))).toList();
    }

    /** All types but structs, arrays of arrays, and arrays of a set size of what has none. */
    boolean isKnown() {
        return KNOWN.matcher(type).matches() && !DYNAMIC_IN_STATIC.matcher(type).matches();
    }

    /** Whether it stands in a log's topic as a hash of itself. */
    boolean isHashed() {
        return type.equals("string") || type.equals("bytes") || type.endsWith("]");
    }

    static String types(List<Parameter> of) {
        return of.stream().map(Parameter::type).collect(Collectors.joining(",", "(", ")"));
    }
}

package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the reference tables in the documentation to what the code has: every property and every error code. With
 * {@code -Dreference.update=true} it writes them instead.
 */
class ReferenceTest {
    private static final Pattern CODE = Pattern.compile(
            "^    ([A-Z][A-Z_]+)\\(\\s*HttpStatus\\.([A-Z_]+),\\s*((?:\"[^\"]*\"[\\s+]*)+)\\)", Pattern.MULTILINE);
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern JAVADOC_CODE = Pattern.compile("\\{@code ([^}]*(?:\\{[^}]*})*[^}]*)}");

    private record ErrorRow(int status, String code, String title) {
        String row() {
            return "| " + status + " | `" + code + "` | " + title + " |";
        }
    }

    @Test
    void everyErrorCodeIsInTheApisDocumentation() throws IOException {
        var rows = new TreeSet<>(Comparator.comparing(ErrorRow::status).thenComparing(ErrorRow::code));
        for (Path source : files("src/main/java", "Error.java")) {
            String text = Files.readString(source);
            if (text.contains("implements ErrorCode")) {
                CODE.matcher(text).results().forEach(found -> rows.add(new ErrorRow(
                        HttpStatus.valueOf(found.group(2)).value(), found.group(1), title(found.group(3)))));
            }
        }
        assertThat(rows).hasSizeGreaterThan(30);
        hold("docs/api.md", "| status | code | meaning |\n|---|---|---|\n"
                + String.join("\n", rows.stream().map(ErrorRow::row).toList()));
    }

    @Test
    void everyPropertyIsInTheConfigurationsDocumentation() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (Path metadata : files("target/classes", "spring-configuration-metadata.json")) {
            String module = Platform.root().relativize(metadata).getName(0).toString();
            for (JsonNode property : new JsonMapper().readTree(metadata).get("properties")) {
                String name = property.get("name").asString();
                if (name.startsWith("apk8s.")) {
                    rows.put(name, "| `" + name + "` | " + (module.equals("platform") ? "all" : module) + " | "
                            + standard(property.path("defaultValue")) + " | "
                            + description(property.path("description").asString("")) + " |");
                }
            }
        }
        assertThat(rows).hasSizeGreaterThan(20);
        hold("docs/configuration.md",
                "| property | service | default | meaning |\n|---|---|---|---|\n" + String.join("\n", rows.values()));
    }

    private static void hold(String document, String table) throws IOException {
        Path file = Platform.root().resolve(document);
        String text = Files.readString(file);
        String start = "<!-- reference -->\n";
        String end = "\n<!-- end of reference -->";
        String updated = text.substring(0, text.indexOf(start) + start.length()) + table
                + text.substring(text.indexOf(end));
        if (Boolean.getBoolean("reference.update")) {
            Files.writeString(file, updated);
            return;
        }
        assertThat(text)
                .as("%s is not what the code has: run mvn verify -pl system-tests -Dreference.update=true", document)
                .isEqualTo(updated);
    }

    private static List<Path> files(String within, String name) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        try (Stream<Path> modules = Files.list(Platform.root())) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src"))).sorted().toList()) {
                if (Files.isDirectory(module.resolve(within))) {
                    try (Stream<Path> files = Files.walk(module.resolve(within))) {
                        files.filter(file -> file.toString().endsWith(name)).forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static String title(String literal) {
        return String.join("", TEXT.matcher(literal).results().map(found -> found.group(1)).toList());
    }

    private static String standard(JsonNode value) {
        if (value.isMissingNode() || value.isArray() && value.isEmpty()) {
            return "";
        }
        return "`" + value.asString(value.toString()) + "`";
    }

    private static String description(String javadoc) {
        return JAVADOC_CODE.matcher(javadoc)
                .replaceAll((MatchResult found) -> "`" + found.group(1).replace("\\/", "/").replace("$", "\\$") + "`")
                .replace("|", "\\|").strip();
    }
}

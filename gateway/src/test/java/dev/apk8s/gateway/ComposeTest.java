package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** docker-compose.yml, which no machine of the build can run. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final JsonMapper JSON = new JsonMapper();
    private static String text = "";
    private static JsonNode file = JSON.nullNode();

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
        file = JSON.valueToTree(new Yaml().load(text));
    }

    @Test
    void isValidByTheSchemaOfTheComposeSpecification() throws IOException {
        try (var schema = Objects.requireNonNull(getClass().getResourceAsStream("/compose/compose-spec.json"))) {
            ObjectNode specification = (ObjectNode) JSON.readTree(schema);
            // The specification's own id is no absolute URI, which this validator asks for.
            specification.remove("$id");
            var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(specification).validate(file);
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void nothingListensBeyondLoopback() {
        services().forEach(service -> service.path("ports")
                .forEach(port -> assertThat(port.asString()).startsWith("127.0.0.1:")));
    }

    @Test
    void everythingTellsItsHealthAndIsBoundInMemory() {
        assertThat(file.get("services").propertyNames()).contains("gateway", "ingest-service", "lake-service",
                "warehouse-service", "chain-service", "ml-service", "kafka", "search", "minio", "trino", "anvil",
                "keycloak");
        services().forEach(service -> {
            assertThat(service.at("/healthcheck/test").isArray()).isTrue();
            assertThat(service.path("mem_limit").asString("")).matches("\\d+[mg]");
            assertThat(service.path("image").asString("built:here")).matches(".+:(here|(RELEASE\\.|v)?\\d.*)");
        });
    }

    @Test
    void everySecretMustBeSetAndHasNoDefault() {
        List<String> variables = Pattern.compile("(?<!\\$)\\$\\{([^}]*)}").matcher(text).results()
                .map(MatchResult::group).toList();
        assertThat(variables).hasSizeGreaterThan(10).allMatch(variable -> variable.endsWith(":?set it in .env}"));
        services().forEach(service -> service.path("environment").properties().forEach(variable -> {
            if (Pattern.compile("PASSWORD|SECRET|HOOK|USER_|CLIENT_").matcher(variable.getKey()).find()) {
                assertThat(variable.getValue().asString()).as(variable.getKey()).startsWith("${");
            }
        }));
    }

    @Test
    void everyFileItNamesIsThere() {
        assertThat(ROOT.resolve("config/Dockerfile")).exists();
        assertThat(ROOT.resolve("local/keycloak/realm/datalab-realm.json")).exists();
        services().forEach(service -> {
            service.path("volumes").forEach(volume -> {
                if (volume.asString().startsWith("./")) {
                    assertThat(ROOT.resolve(volume.asString().split(":", 2)[0])).exists();
                }
            });
            String built = service.at("/build/args/SERVICE").asString("");
            if (!built.isEmpty()) {
                assertThat(ROOT.resolve(built).resolve("pom.xml")).exists();
                assertThat(ROOT.resolve(".dockerignore")).content().contains(
                        "!%1$s/target/%1$s.jar\n".formatted(built),
                        "!%s/target/classes/META-INF/sbom/application.cdx.json\n".formatted(built));
            }
        });
    }

    /** What a service is told by the launcher, it is told here, too; but for ports, which have their defaults. */
    @Test
    void everyServiceIsToldWhatItsDescriptorTells() {
        file.get("services").properties().stream().filter(service -> service.getValue().has("build"))
                .forEach(service -> assertThat(service.getValue().get("environment").propertyNames())
                        .as(service.getKey()).containsAll(told(service.getKey())));
    }

    private static List<String> told(String service) {
        try {
            String descriptor = Files.readString(ROOT.resolve(service).resolve("component.yaml"));
            return JSON.<JsonNode>valueToTree(new Yaml().load(descriptor)).get("environment").propertyNames().stream()
                    .filter(variable -> !Set.of("APK8S_HTTP_PORT", "APK8S_S3_REGION").contains(variable)).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Iterable<JsonNode> services() {
        return file.get("services");
    }
}

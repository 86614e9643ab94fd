package dev.apk8s.local.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the realm must keep to, whoever edits it. */
class RealmTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{APK8S_[A-Z_]+}");

    private final String text = read("realm/datalab-realm.json");
    private final JsonNode realm = JsonMapper.builder().build().readTree(text);

    @Test
    void no_password_and_no_secret_is_written_in_it() {
        assertThat(realm.path("users")).allSatisfy(user -> assertThat(user.path("credentials"))
                .allSatisfy(credential -> assertThat(credential.path("value").asString()).matches(PLACEHOLDER)));
        assertThat(realm.path("clients")).filteredOn(client -> client.has("secret"))
                .allSatisfy(client -> assertThat(client.path("secret").asString()).matches(PLACEHOLDER)).hasSize(3);
    }

    @Test
    void the_component_gives_a_value_to_every_placeholder() {
        String component = read("component.yaml");
        assertThat(PLACEHOLDER.matcher(text).results()).extracting(found -> found.group()).isNotEmpty()
                .allSatisfy(placeholder -> assertThat(component)
                        .contains("\n  " + placeholder.substring(2, placeholder.length() - 1) + ": "));
    }

    @Test
    void every_client_gives_its_tokens_audience_and_tenant() {
        assertThat(realm.path("clients")).hasSize(6).allSatisfy(client -> assertThat(client.path("protocolMappers"))
                .extracting(mapper -> mapper.path("protocolMapper").asString())
                .contains("oidc-audience-mapper", "oidc-usermodel-attribute-mapper"));
    }

    @Test
    void browsers_must_use_pkce_and_only_the_command_line_may_take_passwords() {
        assertThat(realm.path("clients")).filteredOn(client -> client.path("standardFlowEnabled").asBoolean())
                .hasSize(2).allSatisfy(client -> assertThat(
                        client.path("attributes").path("pkce.code.challenge.method").asString()).isEqualTo("S256"));
        assertThat(realm.path("clients")).filteredOn(client -> client.path("directAccessGrantsEnabled").asBoolean())
                .extracting(client -> client.path("clientId").asString()).containsExactly("apk8s-cli");
    }

    @Test
    void only_service_accounts_of_services_that_act_for_tenants_have_the_role_service() {
        assertThat(realm.path("users")).filteredOn(user -> user.path("realmRoles").valueStream()
                .anyMatch(role -> role.asString().equals("service")))
                .extracting(user -> user.path("serviceAccountClientId").asString())
                .containsExactlyInAnyOrder("apk8s-ingest", "apk8s-ml");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

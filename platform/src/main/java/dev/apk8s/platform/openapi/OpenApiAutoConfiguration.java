package dev.apk8s.platform.openapi;

import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.identity.RouteRule;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives every service's document the realm's login, the problem's schema and, on each operation, who may call it. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
final class OpenApiAutoConfiguration {
    private static final String REALM = "realm";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI document(@Value("${spring.application.name}") String service,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        String endpoints = issuer + "/protocol/openid-connect";
        var login = new SecurityScheme().type(SecurityScheme.Type.OAUTH2).description("A user of the realm.")
                .flows(new OAuthFlows().authorizationCode(new OAuthFlow().authorizationUrl(endpoints + "/auth")
                        .tokenUrl(endpoints + "/token").scopes(new Scopes())));
        return new OpenAPI().info(new Info().title(service).version("v1"))
                .components(new Components().addSecuritySchemes(REALM, login).addSchemas(PROBLEM, problem()))
                .security(List.of(new SecurityRequirement().addList(REALM)));
    }

    @Bean
    OperationCustomizer rolesAndProblems() {
        return (operation, method) -> {
            String roles = RouteRule.allowed(method).map(OpenApiAutoConfiguration::named)
                    .orElse(RouteRule.isOpen(method) ? "everybody, without a token" : "nobody");
            String description = operation.getDescription();
            operation.setDescription(
                    (description == null ? "" : description.strip() + "\n\n") + "Allowed: " + roles + ".");
            operation.getResponses().addApiResponse("default", new ApiResponse().description("A problem (RFC 9457).")
                    .content(new Content().addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
            return operation;
        };
    }

    private static String named(Role[] roles) {
        return String.join(", ", Arrays.stream(roles).map(role -> "`" + role.claim() + "`").toList());
    }

    private static Schema<?> problem() {
        return new ObjectSchema().description("An error, as RFC 9457 has it, with a stable code.")
                .addProperty("type", new StringSchema().format("uri")).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema()).addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("Stable, upper snake case."))
                .addProperty("traceId", new StringSchema());
    }
}

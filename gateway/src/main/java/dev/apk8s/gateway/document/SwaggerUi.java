package dev.apk8s.gateway.document;

import dev.apk8s.gateway.service.Services;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.AbstractSwaggerUiConfigProperties.SwaggerUrl;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers one document a service, and the gateway's own. */
@Configuration(proxyBeanMethods = false)
class SwaggerUi {
    @Bean
    SmartInitializingSingleton documentsOfServices(SwaggerUiConfigProperties properties, Services services) {
        return () -> {
            Set<SwaggerUrl> urls = new LinkedHashSet<>();
            services.all().forEach(service -> urls
                    .add(new SwaggerUrl(service.name(), "/v3/api-docs/" + service.name(), service.title())));
            urls.add(new SwaggerUrl("gateway", "/v3/api-docs", "Gateway"));
            properties.setUrls(urls);
        };
    }

    /** The way a browser came is the way it shall call, whatever stands before the gateway. */
    @Bean
    OpenApiCustomizer gatewayIsTheServer() {
        return document -> document.setServers(List.of(new Server().url("/").description("The gateway")));
    }
}

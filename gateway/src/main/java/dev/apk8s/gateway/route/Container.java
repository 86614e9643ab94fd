package dev.apk8s.gateway.route;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.stereotype.Component;

/**
 * Keeps the container from reading a body as form parameters: {@code curl -d} says that it sends a form, and whoever
 * then asks for a parameter would take the body away from the service.
 */
@Component
final class TomcatWithoutForms implements TomcatConnectorCustomizer {
    @Override
    public void customize(Connector connector) {
        connector.setParseBodyMethods("");
    }
}

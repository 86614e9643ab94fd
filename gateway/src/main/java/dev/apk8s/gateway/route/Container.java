package dev.apk8s.gateway.route;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What the gateway asks of the servlet container beyond Spring Boot's properties. */
@Component
final class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            // A body must not be read as form parameters: curl -d says that it sends a form, and whoever then asks
            // for a parameter would take the body away from the service.
            connector.setParseBodyMethods("");
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReports.class.getName());
            }
        });
    }
}

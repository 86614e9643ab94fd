package dev.apk8s.platform.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** What services ask of the servlet container beyond Spring Boot's properties. */
final class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final WebProperties properties;

    Container(WebProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            // A body must not be read as form parameters: curl -d says that it sends a form, and whoever then asks
            // for a parameter would take the body away from who reads it.
            connector.setParseBodyMethods("");
            // Both are refused all the same, by the firewall: which says so as a problem, where the container would not.
            connector.setEncodedSolidusHandling("passthrough");
            connector.setEncodedReverseSolidusHandling("passthrough");
            // A client that asks first is not told to send a body that is refused unread.
            connector.setProperty("continueResponseTiming", "onRead");
            connector.setProperty("socket.appWriteBufSize", Long.toString(properties.writeBuffer().toBytes()));
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReports.class.getName());
            }
        });
    }
}

package dev.apk8s.warehouse;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Realm;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The base of all tests of the whole service on the build's engines: one application for all of them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class WarehouseIT {
    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        Engines.require("trino", "keycloak");
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_ENGINE", () -> Engines.export("trino", "url"));
        registry.add("APK8S_LAKE", () -> Engines.export("lake-service", "url"));
        registry.add("APK8S_PAGE_KEY", () -> Engines.secret("page-key"));
    }

    /** The service, without credentials. */
    protected Api api() {
        return Api.at(url());
    }

    protected String url() {
        return "http://127.0.0.1:" + port;
    }
}

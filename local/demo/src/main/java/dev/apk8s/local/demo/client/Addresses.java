package dev.apk8s.local.demo.client;

/**
 * Where the platform is.
 *
 * @param gateway such as {@code http://127.0.0.1:8080}
 * @param issuer the realm at Keycloak
 * @param mqtt such as {@code tcp://127.0.0.1:1883}
 * @param kafka bootstrap servers; only read from, to count
 */
public record Addresses(String gateway, String issuer, String mqtt, String kafka) {}

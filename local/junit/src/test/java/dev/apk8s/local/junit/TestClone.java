package dev.apk8s.local.junit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A directory that looks like a clone with three components: {@code greeter}, {@code guest} and {@code unbuilt}. */
record TestClone(Path root) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static TestClone in(Path directory) throws IOException {
        Path root = directory.toRealPath();
        Files.writeString(root.resolve("apk8s"), "");
        Files.writeString(root.resolve("pom.xml"), "");
        describe(root.resolve("local/greeter"), """
                name: greeter
                main: %s
                classpath: ["%s"]
                heap: 64m
                ports: {http: 1}
                secrets: [door]
                environment: {PORT: "${port.http}", GREETING: hello}
                exports: {url: "http://127.0.0.1:${port.http}/"}
                ready: announced
                """);
        describe(root.resolve("guest"), """
                name: guest
                kind: service
                main: %s
                classpath: ["%s"]
                heap: 64m
                needs: [greeter]
                ports: {http: 2}
                environment: {PORT: "${port.http}", GREETING: "${greeter.url}"}
                exports: {url: "http://127.0.0.1:${port.http}/"}
                ready: {http: "http://127.0.0.1:${port.http}/"}
                """);
        describe(root.resolve("local/unbuilt"), """
                name: unbuilt
                main: %s
                ready: announced
                """);
        return new TestClone(root);
    }

    static String get(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void describe(Path module, String descriptor) throws IOException {
        Files.createDirectories(module);
        Files.writeString(module.resolve("component.yaml"),
                descriptor.formatted(Greeter.class.getName(), Path.of("target/test-classes").toAbsolutePath()));
    }
}

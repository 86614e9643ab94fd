package dev.apk8s.lake.object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are taken come back as they are; all others are refused, and reach nothing. */
class KeysIT extends LakeIT {
    static List<String> longAndStrange() {
        String segment = "ü日😀é".repeat(14);
        String longest = Arrays.stream(new int[6]).mapToObj(_ -> segment).collect(Collectors.joining("/"));
        int left = 1_024 - longest.getBytes(StandardCharsets.UTF_8).length - 1;
        return List.of("plain.csv", "dt=2026-01-01/a b+c&d@e:f~g,h!i'j(k)*l.csv", "日本/ünï/😀.txt", ".hidden/..also",
                "a?b#c",
                "[brackets]{braces}|bar^caret`tick\"quote<less>", longest + "/" + "x".repeat(left),
                " leading/and trailing ");
    }

    @ParameterizedTest
    @MethodSource("longAndStrange")
    void taken(String key) {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        String path = object(bucket, encoded(key));
        Answer kept = operator.send("PUT", path, "text/plain", key.getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(kept.json().get("key").asString()).isEqualTo(key);
        assertThat(operator.get(path).text()).isEqualTo(key);
        assertThat(operator.send("HEAD", path, "", new byte[0]).status()).isEqualTo(200);
        assertThat(operator.get("/api/v1/lake/buckets/" + bucket + "/objects").json().at("/objects/0/key").asString())
                .isEqualTo(key);
        Answer link = operator.post("/api/v1/lake/buckets/" + bucket + "/download-links",
                "{\"key\":\"" + key.replace("\"", "\\\"") + "\"}");
        assertThat(link.status()).as(link.text()).isEqualTo(200);
        assertThat(Api.at("").get(link.json().get("url").asString()).text()).isEqualTo(key);
        assertThat(operator.delete(path).status()).isEqualTo(204);
        assertThat(operator.get("/api/v1/lake/buckets/" + bucket + "/objects").json().get("objects")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../x", "a/../../../upload/objects/x", "..", ".", "a/./x", "%2e%2e/x",
            "%2E%2E%2Fx",
            "a%2fx", "a%2Fx", "a%5cx", "a%5Cx", "a\\x", "a//x", "//x", "a/", "a%00x", "a%0ax", "a%0d%0ax", "a%1fx",
            "a%7fx",
            "a%c2%85x", "a%e2%80%a8x", "a;x", "a%3bx", "a%25x", "a%252e%252e%252fx", "a%", "a%zz",
            "a%c0%ae%c0%ae%c0%afx",
            "a%ff", "\u0001", ""})
    void refused(String rest) throws IOException {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            String answer = raw(method, object("upload", rest));
            assertThat(answer).as("%s %s", method, rest).startsWith("HTTP/1.1 4").contains("application/problem+json")
                    .doesNotContain("Exception", "org.apache", "java.");
            if (!rest.isEmpty()) {
                assertThat(answer).as("%s %s", method, rest).startsWith("HTTP/1.1 400");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2fx", "%2e%2e", "a%2f..%2f..%2fx", "UPPER", "acme--upload", "a", "b%20c", "..", "%00"})
    void bucketsRefused(String bucket) throws IOException {
        assertThat(raw("GET", "/api/v1/lake/buckets/" + bucket + "/objects/x")).startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    /** Bytes as they stand, which no HTTP client would send. */
    private String raw(String method, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + Realm.token("operator") + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String encoded(String key) {
        return Arrays.stream(key.split("/", -1))
                .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}

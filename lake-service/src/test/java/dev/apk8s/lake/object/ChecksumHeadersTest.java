package dev.apk8s.lake.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ChecksumHeadersTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void readsAllFourHeaders() {
        assertThat(ChecksumHeaders.of(with("Content-Digest", "sha-512=:x:, SHA-256=:" + BASE64 + ":")).sha256())
                .isEqualTo(EMPTY);
        assertThat(ChecksumHeaders.of(with("Repr-Digest", "sha-256=:" + BASE64 + ":")).sha256()).isEqualTo(EMPTY);
        assertThat(ChecksumHeaders.of(with("Digest", "SHA-256=" + BASE64)).sha256()).isEqualTo(EMPTY);
        assertThat(ChecksumHeaders.of(with("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")).md5())
                .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(ChecksumHeaders.of(with("Content-Digest", "sha-512=:x:")).sha256()).isNull();
        assertThat(ChecksumHeaders.digest(EMPTY)).isEqualTo("sha-256=:" + BASE64 + ":");
    }

    @ParameterizedTest
    @CsvSource({"Content-Digest,sha-256=47DEQpj8", "Content-Digest,sha-256=:47DEQpj8:", "Content-Digest,sha-256=:!:",
            "Content-MD5,abc", "Content-MD5,47DEQpj8", "Digest,SHA-256=47DEQpj8", "Content-Digest,sha-256=:"})
    void namesTheHeaderThatIsMalformed(String header, String value) {
        assertThatThrownBy(() -> ChecksumHeaders.of(with(header, value))).hasMessageStartingWith(header + ": ");
    }

    @Test
    void refusesHeadersThatDisagree() {
        MockHttpServletRequest request = with("Content-Digest", "sha-256=:" + BASE64 + ":");
        request.addHeader("Digest", "SHA-256=" + "A".repeat(43) + "=");
        assertThatThrownBy(() -> ChecksumHeaders.of(request)).hasMessageContaining("another SHA-256");
    }

    private static MockHttpServletRequest with(String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, value);
        return request;
    }
}

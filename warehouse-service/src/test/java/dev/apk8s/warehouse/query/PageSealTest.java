package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ErrorCode;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PageSealTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final Caller VIEWER = new Caller("viewer", "default", Set.of(Role.VIEWER));
    private static final PageToken TOKEN = new PageToken("q1", "/v1/statement/executing/q1/y/3", "default/viewer",
            "default/reader/viewer", 5, 100, true, false, NOW.plusSeconds(60));

    private final PageSeal seal = seal("a key of some length");

    private static PageSeal seal(String key) {
        try {
            return new PageSeal(new QueryProperties(key, Duration.ofHours(1), Duration.ofMinutes(5),
                    Duration.ofHours(1), 10, 1, 1, Duration.ofMinutes(5), Duration.ofSeconds(1)), new JsonMapper());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatWasSealedIsOpenedByAnyReplicaWithTheKey() {
        assertThat(seal("a key of some length").open(seal.seal(TOKEN), "q1", VIEWER, NOW)).isEqualTo(TOKEN);
        assertThat(seal.seal(TOKEN)).isNotEqualTo(seal.seal(TOKEN));
    }

    @Test
    void nobodyReadsWhatIsSealed() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(TOKEN));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN.position())
                .doesNotContain(TOKEN.caller());
    }

    @Test
    void eachChangedBitIsNoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(TOKEN));
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] ^= 1;
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
            fails(() -> seal.open(forged, "q1", VIEWER, NOW), QueryError.RESULT_TOKEN_INVALID);
            sealed[i] ^= 1;
        }
    }

    @Test
    void anotherKeyOrQueryOrCallerOrTimeDoesNotOpenIt() {
        String text = seal.seal(TOKEN);
        fails(() -> seal("another key of a length").open(text, "q1", VIEWER, NOW), QueryError.RESULT_TOKEN_INVALID);
        fails(() -> seal.open(text, "q2", VIEWER, NOW), QueryError.RESULT_TOKEN_INVALID);
        fails(() -> seal.open(text, "q1", new Caller("viewer", "acme", Set.of(Role.VIEWER)), NOW),
                QueryError.NO_SUCH_QUERY);
        fails(() -> seal.open(text, "q1", new Caller("admin", "default", Set.of(Role.ADMIN)), NOW),
                QueryError.NO_SUCH_QUERY);
        fails(() -> seal.open(text, "q1", VIEWER, NOW.plusSeconds(61)), QueryError.RESULT_TOKEN_EXPIRED);
        fails(() -> seal.open("", "q1", VIEWER, NOW), QueryError.RESULT_TOKEN_INVALID);
    }

    private static void fails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.code()).isEqualTo(code));
    }
}

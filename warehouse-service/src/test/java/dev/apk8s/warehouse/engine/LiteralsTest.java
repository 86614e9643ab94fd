package dev.apk8s.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    @Test
    void nothingEndsWhatItIsInsideOf() {
        assertThat(Literals.text("a'; DROP TABLE t --")).isEqualTo("'a''; DROP TABLE t --'");
        assertThat(Literals.path("a", "b\".\"c")).isEqualTo("\"a\".\"b\"\".\"\"c\"");
        assertThat(Literals.typed("DATE", "2026-11-01")).isEqualTo("DATE '2026-11-01'");
    }

    @Test
    void aCallersNameCannotChangeTenantOrAccess() {
        Caller odd = new Caller("x/writer/y\r\nZ ü+", "acme", Set.of(Role.OPERATOR));
        assertThat(EngineSession.of(odd).user()).isEqualTo("acme/reader/x%2Fwriter%2Fy%0D%0AZ%20%C3%BC%2B");
        Caller scientist = new Caller("a@b.c", "default", Set.of(Role.SCIENTIST));
        assertThat(EngineSession.of(scientist).user()).isEqualTo("default/writer/a@b.c");
    }
}

package dev.apk8s.local.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBuildTest {

    @Test
    void a_build_counts_as_done_only_for_the_distribution_it_was_made_from(@TempDir Path home) throws Exception {
        assertThat(new ServerBuild(home, "keycloak-1.tar.gz").isDone()).isFalse();
        new ServerBuild(home, "keycloak-1.tar.gz").markDone();
        assertThat(new ServerBuild(home, "keycloak-1.tar.gz").isDone()).isTrue();
        assertThat(new ServerBuild(home, "keycloak-2.tar.gz").isDone()).isFalse();
    }
}

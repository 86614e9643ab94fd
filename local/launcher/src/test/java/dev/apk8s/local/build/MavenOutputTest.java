package dev.apk8s.local.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MavenOutputTest {
    private final List<String> seen = new ArrayList<>();
    private final MavenOutput output = new MavenOutput(new BuildListener() {
        @Override
        public void module(String name, int number, int total) {
            seen.add(name + " " + number + "/" + total);
        }

        @Override
        public void downloading(String file) {
            seen.add(file);
        }
    });

    @Test
    void findsModulesAndDownloads() {
        output.line("[INFO] Scanning for projects...");
        output.line("[INFO] Building apk8s local: kafka 0.1.0-SNAPSHOT                       [3/10]");
        output.line("[INFO] Downloading from central: https://example.org/org/x/x/1.0/x-1.0.jar");
        output.line("Downloading from central: https://example.org/org/y/y/1.0/y-1.0.pom");
        output.line("[INFO] Downloaded from central: https://example.org/org/x/x/1.0/x-1.0.jar (3 kB at 20 kB/s)");
        output.line("[INFO] Building jar: /x/target/kafka.jar");
        assertThat(seen).containsExactly("apk8s local: kafka 3/10", "x-1.0.jar", "y-1.0.pom");
    }
}

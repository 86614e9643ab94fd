package dev.apk8s.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.supervisor.ComponentView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build beside a running platform writes anew what the platform was started from. */
class RebuiltIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatRunsGoesOnWhenItsArchiveIsWrittenAnew() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("app", "")) {
            Path archive = archive(platform);
            assertThat(platform.run("up").exitCode()).isZero();
            ComponentView app = platform.component("app");
            write(archive, stream -> stream.write(new byte[4_096]));

            assertThat(TestPlatform.ask(app)).element(1).isEqualTo(1L);
            for (long process : List.of(app.pid(), platform.status().pid())) {
                assertThat(archivesOf(process)).isNotEmpty()
                        .noneMatch(open -> open.toString().matches(".*/target/[^/]+"));
            }

            actor(archive);
            assertThat(platform.run("restart", "app").exitCode()).isZero();
            assertThat(TestPlatform.ask(platform.component("app"))).element(1).isEqualTo(2L);
            assertThat(platform.run("down").exitCode()).isZero();
            assertThat(platform.home().run()).doesNotExist();
        }
    }

    /** Has the component run from an archive, as those of a build do. */
    private static Path archive(TestPlatform platform) throws IOException {
        Path module = platform.root().resolve("local/app");
        Path archive = Files.createDirectories(module.resolve("target")).resolve("app.jar");
        actor(archive);
        Path descriptor = module.resolve("component.yaml");
        Files.writeString(descriptor, Files.readString(descriptor)
                .replace(Path.of("target/test-classes").toAbsolutePath().toString(), archive.toString()));
        return archive;
    }

    private static void actor(Path archive) throws IOException {
        Path classes = Path.of("target/test-classes");
        write(archive, stream -> {
            try (JarOutputStream jar = new JarOutputStream(stream)) {
                for (Class<?> type : List.of(Actor.class, ActorAnswer.class)) {
                    String name = type.getName().replace('.', '/') + ".class";
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(classes.resolve(name), jar);
                }
            }
        });
    }

    private interface Content {
        void to(OutputStream stream) throws IOException;
    }

    /** Into the file that is there, as Maven does it. */
    private static void write(Path archive, Content content) throws IOException {
        try (OutputStream stream = Files.newOutputStream(archive)) {
            content.to(stream);
        }
    }

    private static List<Path> archivesOf(long process) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return open.filter(Files::exists).map(RebuiltIT::target).filter(file -> file.toString().endsWith(".jar"))
                    .toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closed) {
            return Path.of("closed");
        }
    }
}

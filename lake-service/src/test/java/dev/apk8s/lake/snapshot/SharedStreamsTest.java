package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

class SharedStreamsTest {
    private static final Path INGEST = Path.of("../ingest-service/src/main/resources/application.yaml");
    private static final Pattern STREAM = Pattern.compile("apk8s\\.ingest\\.streams\\.([^.]+)\\..*");

    @Test
    void theyAreThoseThatIngestShips() throws IOException {
        SnapshotProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("apk8s.lake.snapshots", SnapshotProperties.class);
        assertThat(defaults.sharedStreams()).containsExactlyInAnyOrderElementsOf(shipped());
    }

    private static Set<String> shipped() throws IOException {
        Set<String> streams = new HashSet<>();
        List<PropertySource<?>> documents = new YamlPropertySourceLoader().load("ingest",
                new FileSystemResource(INGEST));
        for (PropertySource<?> document : documents) {
            for (String name : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
                Matcher stream = STREAM.matcher(name);
                if (stream.matches()) {
                    streams.add(stream.group(1));
                }
            }
        }
        return streams;
    }
}

package dev.apk8s.charts;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The charts of this folder, with their dependencies, in a place where they can be rendered. */
final class Charts {
    static final Path SOURCE = Path.of("").toAbsolutePath();

    /** Made when the first of them is rendered. */
    private static final class Prepared {
        static final Path FOLDER = prepare();

        static {
            EmptyCluster.start(Path.of("target/kubeconfig"));
        }
    }

    private Charts() {}

    /** The charts that can be installed by themselves: those of services have their templates from the umbrella's library. */
    static List<String> installable() {
        return Stream.concat(Stream.of("apk8s"), needed().filter(name -> !usesLibrary(SOURCE.resolve(name)))).toList();
    }

    static Path prepared(String chart) {
        return Prepared.FOLDER.resolve(chart);
    }

    /** What Helm makes of a chart and values laid over its own. */
    static String render(String chart, Map<String, Object> values) {
        return render(prepared(chart), values);
    }

    static synchronized String render(Path chart, Map<String, Object> values) {
        Path valuesFile = Prepared.FOLDER.resolve("values.yaml");
        Yaml.write(valuesFile, values);
        return new Helm(chart).template().withName("apk8s").withNamespace("apk8s").withValuesFile(valuesFile)
                .call();
    }

    /** The profiles and further sets of values that a chart brings. */
    static List<Path> valueFiles(String chart) {
        return Stream.of("profiles", "ci").map(SOURCE.resolve(chart)::resolve).filter(Files::isDirectory)
                .flatMap(Charts::entries).filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }

    private static Stream<String> needed() {
        return Yaml.list(Yaml.read(SOURCE.resolve("apk8s/Chart.yaml")), "dependencies").stream()
                .map(dependency -> Yaml.text(dependency, "name")).filter(name -> !name.equals("library"));
    }

    private static boolean usesLibrary(Path chart) {
        return entries(chart.resolve("templates")).filter(Files::isRegularFile).map(Charts::read)
                .anyMatch(template -> template.contains("include \"apk8s."));
    }

    private static Path prepare() {
        Path folder = Path.of("target/charts").toAbsolutePath();
        remove(folder);
        // The library leaves hooks out of what it renders; here they are objects like all others.
        Path target = copy(Path.of("target/charts").toAbsolutePath(),
                text -> text.replace("helm.sh/hook", "apk8s.dev/hook"));
        new Helm(target.resolve("apk8s")).dependency().update().skipRefresh().call();
        return target;
    }

    /** What an earlier run left may be of a chart that is another since. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Copies all charts, for tests leave no dependencies and locks among the sources. */
    static Path copy(Path target, UnaryOperator<String> change) {
        try (Stream<Path> files = Files.walk(SOURCE, 7, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).filter(Charts::ofAChart).toList()) {
                Path copy = target.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.writeString(copy, change.apply(Files.readString(file)));
            }
            return target;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean ofAChart(Path file) {
        Path path = SOURCE.relativize(file);
        return path.getNameCount() > 1 && Files.exists(SOURCE.resolve(path.getName(0)).resolve("Chart.yaml"))
                && !path.startsWith("apk8s/charts");
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

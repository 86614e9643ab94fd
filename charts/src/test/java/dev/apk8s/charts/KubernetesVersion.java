package dev.apk8s.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of one minor version of Kubernetes, as the client for it has them. */
final class KubernetesVersion {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private static final String APIS = "io/kubernetes/client/openapi/apis/";

    private final String name;
    private final ClassLoader loader;

    private KubernetesVersion(Path jar) {
        name = jar.getName(jar.getNameCount() - 2).toString();
        loader = new URLClassLoader("kubernetes-" + name, new URL[]{url(jar)},
                KubernetesVersion.class.getClassLoader());
    }

    /** Those that the build brought: a folder each, named for the version. */
    static List<KubernetesVersion> all() {
        try (Stream<Path> jars = Files.find(Path.of("target/kubernetes"), 2,
                (path, _) -> path.toString().endsWith(".jar"))) {
            return jars.sorted().map(KubernetesVersion::new).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is wrong with the object; nothing is said of a group that is not Kubernetes' own. */
    Optional<List<String>> problems(Resource resource) {
        String apiVersion = Yaml.text(resource.content(), "apiVersion");
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        if (group.contains(".") && !group.endsWith(".k8s.io")) {
            return Optional.empty();
        }
        String version = capital(apiVersion.substring(apiVersion.indexOf('/') + 1));
        return api(group, version).map(api -> {
            if (!api.contains("create" + resource.kind()) && !api.contains("createNamespaced" + resource.kind())) {
                return List.of(apiVersion + " has no " + resource.kind());
            }
            return ModelCheck.problems(model(version + resource.kind()), resource.content(), resource.kind());
        });
    }

    private Optional<String> api(String group, String version) {
        String prefix = group.isEmpty()
                ? "Core"
                : Stream.of(group.replace(".k8s.io", "").split("\\.")).map(KubernetesVersion::capital)
                        .collect(Collectors.joining());
        try (InputStream found = loader.getResourceAsStream(APIS + prefix + version + "Api.class")) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new String(found.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Class<?> model(String simpleName) {
        try {
            return Class.forName(MODELS + simpleName, true, loader);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("Kubernetes " + name + " has no " + simpleName, missing);
        }
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "Kubernetes " + name;
    }
}

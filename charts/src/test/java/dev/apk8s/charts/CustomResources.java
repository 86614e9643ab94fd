package dev.apk8s.charts;

import java.util.List;
import java.util.Map;

/**
 * Resources of extensions, by the classes that Java clients have of them. What stands in {@link #UNCHECKED} is published
 * for no Java client: only that it is spelled so is known.
 */
final class CustomResources {
    private static final Map<String, String> PACKAGES = Map.of(
            "gateway.networking.k8s.io/v1", "io.fabric8.kubernetes.api.model.gatewayapi.v1.",
            "cert-manager.io/v1", "io.fabric8.certmanager.api.model.v1.",
            "monitoring.coreos.com/v1", "io.fabric8.openshift.api.model.monitoring.v1.");
    private static final List<String> UNCHECKED = List.of();

    private CustomResources() {}

    static List<String> problems(Resource resource) {
        String apiVersion = Yaml.text(resource.content(), "apiVersion");
        String packageName = PACKAGES.get(apiVersion);
        if (packageName == null) {
            return UNCHECKED.contains(apiVersion + " " + resource.kind())
                    ? List.of()
                    : List.of("nothing is known of " + apiVersion + " " + resource.kind());
        }
        try {
            return ModelCheck.problems(Class.forName(packageName + resource.kind()), resource.content(),
                    resource.kind());
        } catch (ClassNotFoundException missing) {
            return List.of(apiVersion + " has no " + resource.kind());
        }
    }
}

package dev.apk8s.ml.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A model of a tenant.
 *
 * @param settings how it answers
 * @param lastVersion the highest number that was given to a version, also to one that is gone
 * @param versions by number
 */
public record Model(String tenant, String name, Settings settings, int lastVersion, List<ModelVersion> versions) {
    /**
     * @param record whether each prediction is published to topic {@code predictions}
     */
    public record Settings(boolean record) {}

    public Model {
        versions = List.copyOf(versions);
    }

    static Model named(String tenant, String name) {
        return new Model(tenant, name, new Settings(false), 0, List.of());
    }

    public Optional<ModelVersion> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }

    /** Who answers when no version is asked for: the one in production, else the newest that is loaded. */
    @JsonIgnore
    public Optional<ModelVersion> serving() {
        return versions.stream().filter(ModelVersion::loaded).max(Comparator
                .<ModelVersion, Boolean>comparing(version -> version.stage() == Stage.PRODUCTION)
                .thenComparingInt(ModelVersion::version));
    }

    /** With another version in production: the one before is archived, and answers no more. */
    public Model promoting(int number) {
        return withEach(version -> version.version() == number
                ? version.in(Stage.PRODUCTION).loaded(true)
                : version.stage() == Stage.PRODUCTION ? version.in(Stage.ARCHIVED).loaded(false) : version);
    }

    public Model with(int number, UnaryOperator<ModelVersion> change) {
        return withEach(version -> version.version() == number ? change.apply(version) : version);
    }

    public Model with(Settings other) {
        return new Model(tenant, name, other, lastVersion, versions);
    }

    Model reserving() {
        return new Model(tenant, name, settings, lastVersion + 1, versions);
    }

    Model adding(ModelVersion version) {
        List<ModelVersion> more = new ArrayList<>(versions);
        more.add(version);
        more.sort(Comparator.comparingInt(ModelVersion::version));
        return new Model(tenant, name, settings, Math.max(lastVersion, version.version()), more);
    }

    Model without(int number) {
        return new Model(tenant, name, settings, lastVersion,
                versions.stream().filter(version -> version.version() != number).toList());
    }

    private Model withEach(UnaryOperator<ModelVersion> change) {
        return new Model(tenant, name, settings, lastVersion, versions.stream().map(change).toList());
    }
}

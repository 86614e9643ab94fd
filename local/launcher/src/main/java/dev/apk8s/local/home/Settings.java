package dev.apk8s.local.home;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen for this copy of the platform and holds for the next start too.
 *
 * @param portOffset added to every default port
 * @param ports by {@code <component>.<port>}, as they are: no offset is added
 */
public record Settings(int portOffset, @Nullable Map<String, Integer> ports) {
    public static final Settings DEFAULT = new Settings(0, Map.of());

    public Settings {
        ports = ports == null ? Map.of() : Map.copyOf(ports);
    }

    public static Settings load(Home home) {
        return YamlFile.read(home.settings(), Settings.class).orElse(DEFAULT);
    }

    public void save(Home home) {
        YamlFile.write(home.settings(), this);
    }

    public Settings withOffset(int offset) {
        return new Settings(offset, ports);
    }

    /** Keeps the ports there are, but for those given. */
    public Settings withPorts(Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(ports());
        all.putAll(more);
        return new Settings(portOffset, all);
    }

    @Override
    public Map<String, Integer> ports() {
        return ports == null ? Map.of() : ports;
    }
}

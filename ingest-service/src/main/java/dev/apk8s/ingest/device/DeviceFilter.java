package dev.apk8s.ingest.device;

import dev.apk8s.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which devices a caller wants to see. */
record DeviceFilter(@Nullable Boolean enabled, Map<String, String> attributes) implements Predicate<Device> {
    private static final int MAX_ATTRIBUTES = 5;

    /** @param attributes each {@code name:value} */
    static DeviceFilter of(@Nullable Boolean enabled, @Nullable List<String> attributes) {
        List<String> given = attributes == null ? List.of() : attributes;
        if (given.size() > MAX_ATTRIBUTES) {
            throw ProblemException.invalidField("attribute", "may be given " + MAX_ATTRIBUTES + " times at most");
        }
        Map<String, String> wanted = new HashMap<>();
        for (String attribute : given) {
            int colon = attribute.indexOf(':');
            if (colon < 1) {
                throw ProblemException.invalidField("attribute", "must be name:value, such as room:lab");
            }
            wanted.put(attribute.substring(0, colon), attribute.substring(colon + 1));
        }
        return new DeviceFilter(enabled, wanted);
    }

    @Override
    public boolean test(Device device) {
        return (enabled == null || enabled == device.enabled())
                && device.attributes().entrySet().containsAll(attributes.entrySet());
    }
}

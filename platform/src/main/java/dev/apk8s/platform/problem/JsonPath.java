package dev.apk8s.platform.problem;

import tools.jackson.core.JacksonException;

/** Where in a document Jackson found a fault. */
final class JsonPath {
    private JsonPath() {}

    /** For example {@code attributes.room} or {@code points[3].x}. */
    static String of(JacksonException exception) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : exception.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}

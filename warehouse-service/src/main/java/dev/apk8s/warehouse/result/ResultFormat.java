package dev.apk8s.warehouse.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The forms in which a result is given. */
public enum ResultFormat {
    JSON("application/json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    ARROW(
            "application/vnd.apache.arrow.stream");

    private final MediaType type;

    ResultFormat(String type) {
        this.type = MediaType.parseMediaType(type);
    }

    public MediaType type() {
        return type;
    }

    /** As it is named in {@code ?format=}. */
    public static Optional<ResultFormat> named(String name) {
        return Arrays.stream(values()).filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The first of the accepted types, best first, that there is a form for; JSON where nothing is asked for. */
    public static Optional<ResultFormat> accepted(List<MediaType> types) {
        if (types.isEmpty()) {
            return Optional.of(JSON);
        }
        return types.stream().flatMap(
                accepted -> Arrays.stream(values()).filter(format -> accepted.includes(format.type))).findFirst();
    }
}

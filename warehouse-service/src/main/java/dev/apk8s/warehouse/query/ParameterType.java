package dev.apk8s.warehouse.query;

import dev.apk8s.warehouse.engine.Literals;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of values that JSON has no form for, each with the texts that are one. */
enum ParameterType {
    DATE("date", "-?\\d{4,6}-\\d{2}-\\d{2}"),
    TIME("time", "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,12})?)?"),
    TIMESTAMP(
            "timestamp",
            "-?\\d{4,6}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,12})?)?"),
    TIMESTAMP_WITH_TIME_ZONE(
            "timestamp with time zone",
            "-?\\d{4,6}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,12})?)?(Z| ?[+-]\\d{2}:\\d{2}| [A-Za-z_/+-]{1,40})"),
    BIGINT(
            "bigint", "-?\\d{1,19}"),
    DECIMAL("decimal", "-?(?=(\\.?\\d){1,38}$)\\d+(\\.\\d+)?"),
    DOUBLE(
            "double", "-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?"),
    VARCHAR("varchar",
            "(?s).*"),
    VARBINARY("varbinary", "[A-Za-z0-9+/]*={0,2}"),
    UUID("uuid",
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    JSON("json",
            "(?s).*");

    private final String typeName;
    private final Pattern texts;

    ParameterType(String typeName, String texts) {
        this.typeName = typeName;
        this.texts = Pattern.compile(texts);
    }

    static Optional<ParameterType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.typeName.equals(name.toLowerCase(Locale.ROOT))).findFirst();
    }

    String typeName() {
        return typeName;
    }

    /** The value as the engine's SQL writes it, or empty if the text is no value of the type. */
    Optional<String> literal(String value) {
        if (!texts.matcher(value).matches()) {
            return Optional.empty();
        }
        return switch (this) {
            case VARCHAR -> Optional.of(Literals.text(value));
            case VARBINARY -> binary(value);
            case TIMESTAMP -> Optional.of(Literals.typed("TIMESTAMP", value.replace('T', ' ')));
            case TIMESTAMP_WITH_TIME_ZONE ->
                Optional.of(Literals.typed("TIMESTAMP", value.replaceFirst("T", " ").replace("Z", " UTC")));
            case DATE, TIME, BIGINT, DECIMAL, DOUBLE, UUID, JSON -> Optional.of(Literals.typed(name(), value));
        };
    }

    private static Optional<String> binary(String base64) {
        try {
            return Optional.of("X'" + HexFormat.of().formatHex(Base64.getDecoder().decode(base64)) + "'");
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

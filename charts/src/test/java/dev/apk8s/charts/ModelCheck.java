package dev.apk8s.charts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against the class that a client has of it: unknown and missing fields and values of another type are
 * problems, at every depth.
 */
final class ModelCheck {
    private static final Set<String> TEXTS = Set.of("String", "OffsetDateTime", "byte[]", "Duration");

    private final List<String> problems = new ArrayList<>();

    static List<String> problems(Class<?> model, Object value, String path) {
        ModelCheck check = new ModelCheck();
        check.check(model, value, path);
        return check.problems;
    }

    private void check(Type type, @Nullable Object value, String path) {
        if (value == null) {
            problems.add(path + " has no value");
        } else if (type instanceof ParameterizedType parameterized) {
            container(parameterized, value, path);
        } else if (type instanceof Class<?> model) {
            one(model, value, path);
        }
    }

    private void container(ParameterizedType type, Object value, String path) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type element = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (Collection.class.isAssignableFrom(raw) && value instanceof Collection<?> elements) {
            int index = 0;
            for (Object each : elements) {
                check(element, each, path + "[" + index++ + "]");
            }
        } else if (Map.class.isAssignableFrom(raw) && value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> check(element, each, path + "." + key));
        } else {
            wrong(raw, value, path);
        }
    }

    private void one(Class<?> type, Object value, String path) {
        String name = type.getSimpleName();
        Map<String, Field> fields = fields(type);
        if (name.equals("IntOrString") || name.equals("Quantity")) {
            expect(value instanceof String || value instanceof Number, type, value, path);
        } else if (TEXTS.contains(name) || type.isEnum()) {
            expect(value instanceof String, type, value, path);
        } else if (type == Integer.class || type == Long.class) {
            expect(value instanceof Integer || value instanceof Long, type, value, path);
        } else if (Number.class.isAssignableFrom(type)) {
            expect(value instanceof Number, type, value, path);
        } else if (type == Boolean.class) {
            expect(value instanceof Boolean, type, value, path);
        } else if (!fields.isEmpty()) {
            object(type, fields, value, path);
        }
    }

    private void object(Class<?> type, Map<String, Field> fields, Object value, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            wrong(type, value, path);
            return;
        }
        map.forEach((key, each) -> {
            Field field = fields.get(String.valueOf(key));
            if (field == null) {
                problems.add(path + " knows no " + key);
            } else {
                check(field.getGenericType(), each, path + "." + key);
            }
        });
        required(type).stream().filter(name -> !map.containsKey(name))
                .forEach(name -> problems.add(path + " needs " + name));
    }

    private void expect(boolean holds, Class<?> type, Object value, String path) {
        if (!holds) {
            wrong(type, value, path);
        }
    }

    private void wrong(Class<?> type, Object value, String path) {
        problems.add(path + " is " + value + ", not a " + type.getSimpleName());
    }

    private static Map<String, Field> fields(Class<?> type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Class<?> here = type; here != null && here != Object.class; here = here.getSuperclass()) {
            for (Field field : here.getDeclaredFields()) {
                SerializedName ofGson = field.getAnnotation(SerializedName.class);
                JsonProperty ofJackson = field.getAnnotation(JsonProperty.class);
                if (ofGson != null) {
                    fields.put(ofGson.value(), field);
                } else if (ofJackson != null) {
                    fields.put(ofJackson.value(), field);
                }
            }
        }
        return fields;
    }

    private static Set<String> required(Class<?> type) {
        try {
            Set<String> required = new TreeSet<>();
            ((Collection<?>) type.getField("openapiRequiredFields").get(null))
                    .forEach(name -> required.add((String) name));
            return required;
        } catch (NoSuchFieldException unsaid) {
            return Set.of();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.apk8s.local.trino;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rules of Trino's file-based access control. The session user is {@code <tenant>/<access>/<name>}, access being
 * {@code reader} or {@code writer}, or {@code apk8s/service/warehouse}, which may do everything. Nobody else sees
 * anything. The rules know only regular expressions, so each tenant is written out.
 */
public final class AccessRules {
    private static final String DEFAULT_TENANT = "default";
    private static final String SERVICE = "apk8s/service/warehouse";
    private static final List<String> READ = List.of("SELECT");
    private static final List<String> ALL = List.of("SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP",
            "GRANT_SELECT");
    /** Records without the header are the default tenant's. */
    private static final String OWN_RECORDS = "coalesce(from_utf8(element_at(_headers, 'ce_tenant')[1]), 'default')"
            + " = split_part(current_user, '/', 1)";
    /**
     * The default tenant's indices. A wildcard comes only after a hyphen, and no tenant's name has one: no pattern of
     * this form can match {@code <tenant>.<index>}.
     */
    private static final String DEFAULT_INDICES = "[a-z][a-z0-9_]*(-[a-z0-9_.*-]*)?";
    /** Tables over the files of the lake are seen through their views only. */
    private static final String SEEN_TABLES = "(?!.*__files).*";
    private static final String DEFAULT_SCHEMAS = "(?!.*__).*";

    private AccessRules() {}

    /** Prints the rules for the tenants that the arguments name, besides the default one. */
    public static void main(String[] tenants) {
        System.out.println(json(List.of(tenants)));
    }

    /** @param tenants besides the default one */
    static String json(List<String> tenants) {
        List<String> all = Stream.concat(Stream.of(DEFAULT_TENANT), tenants.stream()).distinct().toList();
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build()
                .writeValueAsString(Map.of("catalogs", catalogs(all), "schemas", schemas(), "tables", tables(all),
                        "functions", List.of(Map.of("catalog", "system", "privileges",
                                List.of("EXECUTE", "GRANT_EXECUTE"))),
                        "queries", queries()));
    }

    private static List<Map<String, Object>> catalogs(List<String> tenants) {
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(Map.of("user", SERVICE, "allow", "all"));
        rules.add(Map.of("user", anyOf(tenants), "catalog", "system|tpch|kafka|search", "allow", "read-only"));
        rules.add(Map.of("user", of(DEFAULT_TENANT), "catalog", "mysql", "allow", "read-only"));
        rules.add(Map.of("user", "(" + String.join("|", tenants) + ")/writer/.*", "catalog", "obj", "allow", "all"));
        rules.add(Map.of("user", anyOf(tenants), "catalog", "obj", "allow", "read-only"));
        return rules;
    }

    /** Schemas are made by the service alone: who makes one may choose a location for its tables. */
    private static List<Map<String, Object>> schemas() {
        return List.of(Map.of("user", SERVICE, "owner", true), Map.of("owner", false));
    }

    private static List<Map<String, Object>> tables(List<String> tenants) {
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(Map.of("user", SERVICE, "privileges", ALL));
        rules.add(Map.of("user", anyOf(tenants), "catalog", "system|tpch", "privileges", READ));
        rules.add(Map.of("user", anyOf(tenants), "catalog", "kafka", "schema", DEFAULT_TENANT, "privileges", READ,
                "filter", OWN_RECORDS));
        rules.add(Map.of("user", of(DEFAULT_TENANT), "catalog", "search", "table", DEFAULT_INDICES, "privileges",
                READ));
        rules.add(Map.of("user", of(DEFAULT_TENANT), "catalog", "mysql", "privileges", READ));
        for (String tenant : tenants) {
            if (!tenant.equals(DEFAULT_TENANT)) {
                rules.add(Map.of("user", of(tenant), "catalog", "kafka", "schema", tenant, "privileges", READ));
                rules.add(Map.of("user", of(tenant), "catalog", "search", "table", tenant + "\\.[a-z0-9_.*-]+",
                        "privileges", READ));
            }
            String schemas = tenant.equals(DEFAULT_TENANT) ? DEFAULT_SCHEMAS : tenant + "__.*";
            rules.add(Map.of("user", tenant + "/writer/.*", "catalog", "obj", "schema", schemas, "table", SEEN_TABLES,
                    "privileges", ALL));
            rules.add(Map.of("user", of(tenant), "catalog", "obj", "schema", schemas, "table", SEEN_TABLES,
                    "privileges", READ));
        }
        return rules;
    }

    /** One's own queries one may always see and end. */
    private static List<Map<String, Object>> queries() {
        return List.of(Map.of("user", SERVICE, "allow", List.of("execute", "kill", "view")),
                Map.of("allow", List.of("execute")));
    }

    private static String of(String tenant) {
        return tenant + "/(reader|writer)/.*";
    }

    private static String anyOf(List<String> tenants) {
        return of("(" + String.join("|", tenants) + ")");
    }
}

package dev.apk8s.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.ExampleWalk;
import dev.apk8s.platform.house.Route;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.exception.CipherException;
import tools.jackson.databind.json.JsonMapper;

/** Blocks, accounts and anybody's transactions are everybody's: they have a test of their own, in which no tenant counts. */
class ExamplesIT extends ChainIT implements ExampleWalk {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private List<Route> routes = List.of();

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().startsWith(CHAIN + "/blocks/")
                        && !route.path().startsWith(CHAIN + "/accounts/")
                        && !route.path().startsWith(CHAIN + "/ledger/")
                        && !isOfAllTenants(route))
                .toList();
    }

    /** A shipped contract is made for whoever transacts with it first. */
    private static boolean isOfAllTenants(Route route) {
        return route.path().endsWith("/transactions") && route.hasVariables();
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public String body(Route route, Map<String, String> resources) {
        return switch (route.path()) {
            case CHAIN + "/signers" -> route.example().replace("press-hall", unique("example"));
            case CHAIN + "/signers/import" -> imported();
            case CHAIN + "/contracts" -> route.example().replace("\"stop\"", "\"" + unique("example") + "\"");
            default -> route.example();
        };
    }

    private static String imported() {
        try {
            JsonMapper json = new JsonMapper();
            return json.writeValueAsString(Map.of("name", unique("example"), "password", "testpassword", "keystore",
                    json.valueToTree(Wallet.create("testpassword", Keys.createEcKeyPair(), 4096, 1))));
        } catch (GeneralSecurityException | CipherException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String made(Route route, String variable) {
        return switch (variable) {
            case "id" -> id(api().asUser("operator").post(CHAIN + "/transactions", """
                    {"to":"0x0000000000000000000000000000000000000a11","value":"1"}"""));
            case "sha256" -> proof();
            case "method" -> "isJudged";
            case "name" -> route.path().contains("/signers/") ? signer() : contract();
            default -> throw new IllegalStateException("How is " + variable + " of " + route + " made?");
        };
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asString();
    }

    private String proof() {
        Answer anchored = operator().post(CHAIN + "/proofs", "{\"sha256\":\"" + HASH + "\"}");
        assertThat(anchored.status()).as(anchored.text()).isEqualTo(202);
        await().until(() -> operator().get(CHAIN + "/proofs/" + HASH).status() == 200);
        return HASH;
    }

    private String signer() {
        String name = unique("example");
        Answer made = api().asUser("admin").post(CHAIN + "/signers", "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private String contract() {
        id(operator().post(CHAIN + "/contracts/judgements/methods/record/transactions",
                "{\"arguments\":[\"lab-d1\",\"" + unique("event") + "\",930,\"stop\"]}"));
        await().until(() -> operator().get(CHAIN + "/contracts/judgements").json().has("address"));
        return "judgements";
    }
}

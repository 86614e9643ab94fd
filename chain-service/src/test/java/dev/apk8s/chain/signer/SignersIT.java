package dev.apk8s.chain.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.ChainIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import tools.jackson.databind.json.JsonMapper;

class SignersIT extends ChainIT {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private SignerProperties properties = new SignerProperties(Path.of(""), "", "", "", 1);

    private Api admin() {
        return api().asUser("admin");
    }

    @Test
    void twoSignersWithEtherAreThereFromTheStart() {
        assertThat(names(admin())).contains("platform", "reserve");
        assertThat(names(api().asUser("acme-admin"))).doesNotContain("platform");
        String address = admin().get(CHAIN + "/signers/platform").json().path("address").asString();
        assertThat(admin().get(CHAIN + "/accounts/" + address).json().path("wei").asString()).hasSizeBetween(20, 21);
        assertThat(api().asUser("acme-admin").get(CHAIN + "/signers/platform").code()).isEqualTo("NO_SUCH_SIGNER");
    }

    private static List<String> names(Api api) {
        return api.get(CHAIN + "/signers").json().path("signers").valueStream()
                .map(signer -> signer.path("name").asString()).toList();
    }

    @Test
    void theKeyIsKeptEncryptedAndShownToNobody() throws Exception {
        String name = unique("signer");
        Answer created = admin().post(CHAIN + "/signers", "{\"name\":\"" + name + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().propertyNames()).containsExactlyInAnyOrder("name", "address", "kind", "disabled",
                "created");
        String address = created.json().path("address").asString().toLowerCase(Locale.ROOT);
        Path file = properties.directory().resolve(address + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(JSON.readTree(Files.readString(file)).path("version").asInt()).isEqualTo(3);
        try (Stream<Path> files = Files.list(properties.directory())) {
            assertThat(files).noneMatch(each -> each.toString().endsWith(".part"));
        }
        assertThat(admin().post(CHAIN + "/signers", "{\"name\":\"" + name + "\"}").code()).isEqualTo("SIGNER_EXISTS");
        assertThat(admin().post(CHAIN + "/signers", "{\"name\":\"No\"}").json().path("field").asString())
                .isEqualTo("name");
    }

    @Test
    void anImportedSignerSignsAndADisabledOneDoesNot() throws Exception {
        ECKeyPair key = Keys.createEcKeyPair();
        String name = unique("imported");
        Answer imported = imported(name, key, "secret", "secret");
        assertThat(imported.status()).as(imported.text()).isEqualTo(201);
        String address = imported.json().path("address").asString();
        assertThat(address).isEqualToIgnoringCase("0x" + Keys.getAddress(key));
        assertThat(imported(unique("again"), key, "secret", "secret").code()).isEqualTo("SIGNER_EXISTS");

        assertThat(finished(operator().post(CHAIN + "/transactions",
                "{\"to\":\"" + address + "\",\"value\":\"1000000000000000000\"}")).path("state").asString())
                .isEqualTo("CONFIRMED");
        String transfer = "{\"signer\":\"" + name + "\",\"to\":\"" + address + "\",\"value\":\"1\"}";
        assertThat(finished(operator().post(CHAIN + "/transactions", transfer)).path("state").asString())
                .isEqualTo("CONFIRMED");
        admin().send("PUT", CHAIN + "/signers/" + name, "application/json", "{\"disabled\":true}".getBytes(
                StandardCharsets.UTF_8));
        assertThat(operator().post(CHAIN + "/transactions", transfer).code()).isEqualTo("SIGNER_DISABLED");
    }

    @Test
    void aWrongPasswordOrAHeavyFileIsRefused() throws Exception {
        ECKeyPair key = Keys.createEcKeyPair();
        assertThat(imported(unique("wrong"), key, "right", "wrong").code()).isEqualTo("KEYSTORE_NOT_READABLE");
        Answer heavy = admin().post(CHAIN + "/signers/import", """
                {"name":"heavy","password":"x","keystore":{"version":3,"crypto":{"kdf":"scrypt",\
                "kdfparams":{"n":262144,"r":8,"p":1}}}}""");
        assertThat(heavy.json().path("field").asString()).as(heavy.text()).isEqualTo("keystore.crypto.kdfparams");
    }

    private Answer imported(String name, ECKeyPair key, String password, String told) throws Exception {
        return admin().post(CHAIN + "/signers/import", JSON.writeValueAsString(Map.of("name", name, "password", told,
                "keystore", JSON.valueToTree(Wallet.create(password, key, 4096, 1)))));
    }
}

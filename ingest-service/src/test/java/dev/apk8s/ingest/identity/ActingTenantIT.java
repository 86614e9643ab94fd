package dev.apk8s.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import dev.apk8s.platform.identity.ServiceIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Services act for tenants; nobody else does. */
class ActingTenantIT extends IngestIT {
    @Autowired
    private ServiceIdentity identity;

    @Test
    void aServiceSeesWhatTheTenantThatItNamesHasAndNothingElse() {
        String device = acmesDevice();
        Api service = api().with("Authorization", identity.authorization());
        assertThat(service.with(ServiceIdentity.TENANT_HEADER, "acme").get("/api/v1/devices/" + device).status())
                .isEqualTo(200);
        assertThat(service.with(ServiceIdentity.TENANT_HEADER, "other").get("/api/v1/devices/" + device).status())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/devices/" + device).status()).isEqualTo(404);
    }

    @Test
    void aServiceDoesTheWorkOfOperatorsButNotOfAdministrators() {
        Api acting = api().with("Authorization", identity.authorization()).with(ServiceIdentity.TENANT_HEADER, "acme");
        Answer made = acting.post("/api/v1/devices", "{\"id\":\"" + unique("made") + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Answer declared = acting.post("/api/v1/streams", "{\"name\":\"" + unique("declared") + "\"}");
        assertThat(declared.status()).as(declared.text()).isEqualTo(403);
    }

    @Test
    void aPersonWhoNamesATenantIsRefusedEvenIfItIsTheOwn() {
        for (String tenant : List.of("acme", "default")) {
            Answer answer = api().asUser("admin").with(ServiceIdentity.TENANT_HEADER, tenant)
                    .get("/api/v1/devices");
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void aClientWithoutTheRoleIsRefused() {
        Answer answer = api().as(Realm.serviceToken("gateway")).with(ServiceIdentity.TENANT_HEADER, "acme")
                .get("/api/v1/devices");
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @Test
    void whoNamesATenantWithoutATokenIsNobody() {
        Answer answer = api().with(ServiceIdentity.TENANT_HEADER, "acme").get("/api/v1/devices");
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    }

    @Test
    void whatCannotBeATenantIsNamed() {
        Answer answer = api().as(Realm.serviceToken("ml")).with(ServiceIdentity.TENANT_HEADER, "Acme--x")
                .get("/api/v1/devices");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo(ServiceIdentity.TENANT_HEADER);
    }

    @Test
    void theTokenIsSharedAndFetchedAnewOnlyWhenItIsForgotten() {
        String first = identity.authorization();
        assertThat(identity.authorization()).isEqualTo(first);
        identity.forget("Bearer of-somebody-else");
        assertThat(identity.authorization()).isEqualTo(first);
        identity.forget(first);
        assertThat(identity.authorization()).isNotEqualTo(first);
    }

    private static String acmesDevice() {
        String device = unique("acmes");
        Answer made = api().asUser("acme-admin").post("/api/v1/devices", "{\"id\":\"" + device + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return device;
    }
}

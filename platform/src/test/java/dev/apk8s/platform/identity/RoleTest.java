package dev.apk8s.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void anAdministratorMayDoWhatPeopleMayButIsNoDevice() {
        Caller admin = new Caller("admin", "default", Set.of(Role.ADMIN));
        assertThat(Role.values()).filteredOn(admin::may).containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR,
                Role.SCIENTIST, Role.ADMIN);
    }

    @Test
    void operatorsAndScientistsReadButDoNotDoEachOthersWork() {
        Caller operator = new Caller("operator", "default", Set.of(Role.OPERATOR));
        Caller scientist = new Caller("scientist", "default", Set.of(Role.SCIENTIST));
        assertThat(Role.values()).filteredOn(operator::may).containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
        assertThat(Role.values()).filteredOn(scientist::may).containsExactlyInAnyOrder(Role.VIEWER, Role.SCIENTIST);
    }

    @Test
    void whoHasNoRoleMayDoNothing() {
        assertThat(Role.values()).noneMatch(new Caller("nobody", "default", Set.of())::may);
    }

    @Test
    void everyRoleIsFoundByItsClaim() {
        assertThat(Role.values()).allSatisfy(role -> assertThat(Role.ofClaim(role.claim())).contains(role));
        assertThat(Role.ofClaim("ADMIN")).isEmpty();
    }
}

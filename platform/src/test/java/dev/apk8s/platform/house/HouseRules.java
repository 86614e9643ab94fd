package dev.apk8s.platform.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.OpenToAll;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules that every module holds itself to: a module's test includes them by {@code ArchTests.in(HouseRules.class)}. */
public final class HouseRules {
    /** Features know each other in one direction only. */
    @ArchTest
    public static final ArchRule NO_CYCLES = slices().matching("dev.apk8s.*.(*)..").should().beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NO_SERVICE_KNOWS_ANOTHER = slices().matching("dev.apk8s.(*)..")
            .that(new DescribedPredicate<>("are services") {
                @Override
                public boolean test(com.tngtech.archunit.library.dependencies.Slice slice) {
                    return !slice.getNamePart(1).equals("platform") && !slice.getNamePart(1).equals("local");
                }
            }).should().notDependOnEachOther().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule THE_PLATFORM_KNOWS_NO_SERVICE = noClasses().that()
            .resideInAPackage("dev.apk8s.platform..").should()
            .dependOnClassesThat(new DescribedPredicate<>("are a service's") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().startsWith("dev.apk8s.")
                            && !type.getPackageName().startsWith("dev.apk8s.platform")
                            && !type.getPackageName().startsWith("dev.apk8s.local");
                }
            }).allowEmptyShould(true);

    @ArchTest
    public static final ArchRule EVERY_ROUTE_NAMES_WHO_MAY_CALL_IT = methods().that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .and().areDeclaredInClassesThat().areAnnotatedWith(RestController.class).should()
            .beAnnotatedWith(Allowed.class).orShould().beAnnotatedWith(OpenToAll.class).allowEmptyShould(true);

    @ArchTest
    public static final ArchRule CONTROLLERS_ARE_THEIR_FEATURES_OWN = classes().that()
            .areAnnotatedWith(RestController.class).should().bePackagePrivate().allowEmptyShould(true);

    private HouseRules() {}
}

package dev.apk8s.chain;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.apk8s.platform.house.HouseRules;

@AnalyzeClasses(packages = "dev.apk8s", importOptions = ImportOption.DoNotIncludeTests.class)
class ChainHouseTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(HouseRules.class);
}

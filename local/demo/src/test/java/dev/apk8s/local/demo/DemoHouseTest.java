package dev.apk8s.local.demo;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.apk8s.local.demo", importOptions = ImportOption.DoNotIncludeTests.class)
class DemoHouseTest {
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.apk8s.local.demo.(*)..").should().beFreeOfCycles();
}

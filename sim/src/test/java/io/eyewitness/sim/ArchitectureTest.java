package io.eyewitness.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.eyewitness.sim.cli.Main;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.house.HouseRules;

@AnalyzeClasses(packages = "io.eyewitness", importOptions = HouseRules.MainClasses.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule SIM_STANDS_ON_THEORY_ALONE = noClasses()
            .that()
            .resideInAPackage("io.eyewitness.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eyewitness.check..", "io.eyewitness.nn..");

    @ArchTest
    static void classesWereImported(JavaClasses classes) {
        assertTrue(classes.contain(Rationals.class), "theory was not imported");
        assertTrue(classes.contain(Main.class), "sim was not imported");
    }
}

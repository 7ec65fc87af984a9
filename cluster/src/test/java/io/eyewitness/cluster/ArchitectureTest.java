package io.eyewitness.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.eyewitness.cluster.cli.Main;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.house.HouseRules;

@AnalyzeClasses(
        packages = {"io.eyewitness.cluster", "io.eyewitness.theory"},
        importOptions = HouseRules.MainClasses.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule CLUSTER_STANDS_ON_THEORY_ALONE = noClasses()
            .that()
            .resideInAPackage("io.eyewitness.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eyewitness.check..", "io.eyewitness.nn..", "io.eyewitness.sim..");

    @ArchTest
    static void classesWereImported(JavaClasses classes) {
        assertTrue(classes.contain(Rationals.class), "theory was not imported");
        assertTrue(classes.contain(Main.class), "cluster was not imported");
    }
}

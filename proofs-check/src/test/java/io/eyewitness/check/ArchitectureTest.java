package io.eyewitness.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.house.HouseRules;

@AnalyzeClasses(packages = "io.eyewitness", importOptions = HouseRules.MainClasses.class)
class ArchitectureTest {
    private static final String CHECK = "io.eyewitness.check..";
    private static final String SIM = "io.eyewitness.sim..";
    private static final String NN = "io.eyewitness.nn..";

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule CHECK_NEEDS_NO_DEEP_LEARNING_LIBRARY = noClasses()
            .that()
            .resideInAPackage(CHECK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule CHECK_DOES_NOT_IMPORT_ITS_PRODUCERS = noClasses()
            .that()
            .resideInAPackage(CHECK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIM, NN);

    @ArchTest
    static final ArchRule SIM_IMPORTS_NEITHER_NN_NOR_CHECK = noClasses()
            .that()
            .resideInAPackage(SIM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NN, CHECK)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NN_IMPORTS_NEITHER_SIM_NOR_CHECK = noClasses()
            .that()
            .resideInAPackage(NN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIM, CHECK)
            .allowEmptyShould(true);

    @ArchTest
    static void classesWereImported(JavaClasses classes) {
        assertTrue(classes.contain(Rationals.class), "theory was not imported");
        assertTrue(
                classes.stream().anyMatch(type -> type.getPackageName().startsWith("io.eyewitness.check")),
                "proofs-check was not imported");
    }
}

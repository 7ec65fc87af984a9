package io.eyewitness.theory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.house.HouseRules;

@AnalyzeClasses(packages = "io.eyewitness", importOptions = HouseRules.MainClasses.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule FORMULAS_AND_EXACT_NUMBERS_NEED_NOTHING_ELSE = classes()
            .that()
            .resideInAnyPackage("io.eyewitness.theory.formula", "io.eyewitness.theory.exact")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.apache.commons.numbers..",
                    "io.eyewitness.theory.formula",
                    "io.eyewitness.theory.exact");

    @ArchTest
    static final ArchRule EXACT_NUMBERS_KNOW_NO_FORMULA = classes()
            .that()
            .resideInAPackage("io.eyewitness.theory.exact")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.apache.commons.numbers..", "io.eyewitness.theory.exact");

    @ArchTest
    static final ArchRule THE_CONSOLE_IS_FOR_COMMAND_LINES_ALONE = noClasses()
            .that()
            .resideInAPackage("io.eyewitness.theory..")
            .and()
            .resideOutsideOfPackage("io.eyewitness.theory.console")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eyewitness.theory.console", "picocli..", "me.tongfei..", "org.knowm..");

    @ArchTest
    static void classesWereImported(JavaClasses classes) {
        assertTrue(classes.contain(Rationals.class) && classes.contain(Term.class), "theory was not imported");
    }
}

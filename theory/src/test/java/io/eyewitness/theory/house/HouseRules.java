package io.eyewitness.theory.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.eyewitness.theory.decimal.Decimals;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of the house that hold in every module. */
public final class HouseRules {
    private static final String[] MAY_BE_RANDOM_WITHOUT_A_SEED = {};
    private static final String[] MAY_READ_THE_CLOCK = {};

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.eyewitness.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RANDOMNESS_HAS_AN_EXPLICIT_SEED = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_BE_RANDOM_WITHOUT_A_SEED)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(SecureRandom.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random");

    @ArchTest
    static final ArchRule RESULTS_DO_NOT_DEPEND_ON_THE_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages(MAY_READ_THE_CLOCK)
            .should()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule THEORY_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.eyewitness.theory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eyewitness.check..", "io.eyewitness.sim..", "io.eyewitness.nn..");

    /** Java 19 changed them; javac's option {@code -XDstringConcat=inline} lets the rule see concatenations. */
    @ArchTest
    static final ArchRule NO_NUMBER_HAS_THE_FORM_OF_JAVA_ITSELF = noClasses()
            .should(
                    callMethods(
                            "a double or float as Java's own text",
                            method -> method.getFullName()
                                    .matches(
                                            "java\\.lang\\.(Abstract)?String(Builder|Buffer)?\\.(append|insert|valueOf)\\((int, )?(double|float)\\)"
                                                    + "|java\\.lang\\.(Double|Float)\\.(toString|toHexString)\\(.*\\)"
                                                    + "|java\\.io\\.Print(Stream|Writer)\\.(print|println)\\((double|float)\\)")));

    @ArchTest
    static final ArchRule JSON_HAS_ONE_FORM = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Decimals.class.getName())
            .should(callMethods(
                    "a JSON mapper of its own",
                    method -> method.getFullName()
                            .matches("com\\.fasterxml\\.jackson\\..*(Mapper|Factory)\\.(<init>|builder)\\(.*\\)")));

    /** They speak of Java's classes and of the library's settings. */
    @ArchTest
    static final ArchRule NOBODY_READS_THE_LIBRARYS_WORDS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.eyewitness.theory.evidence.JsonFault")
            .should(callMethods(
                    "the words of the library that reads JSON, where EvidenceJson.reason has its own",
                    method -> method.getFullName()
                            .matches("com\\.fasterxml\\.jackson\\..*\\.get(Original|Localized)?Message\\(\\)")));

    @ArchTest
    static void thePublicApiIsWholeAndExposesNothingElse(JavaClasses classes) {
        assertEquals(List.of(), PublicApi.faults(classes));
    }

    private static ArchCondition<JavaClass> callMethods(
            String what, Predicate<AccessTarget.CodeUnitAccessTarget> forbidden) {
        return new ArchCondition<>("use " + what) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                Stream.concat(
                                origin.getCodeUnitCallsFromSelf().stream(),
                                origin.getCodeUnitReferencesFromSelf().stream())
                        .filter(access -> forbidden.test(access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
            }
        };
    }

    private HouseRules() {}

    /** Leaves out the tests of the module and of the modules that it stands on. */
    public static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.contains("-tests.jar");
        }
    }
}

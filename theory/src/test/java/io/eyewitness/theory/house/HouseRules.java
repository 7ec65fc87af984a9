package io.eyewitness.theory.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

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

    private HouseRules() {}

    /** Leaves out the tests of the module and of the modules that it stands on. */
    public static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.contains("-tests.jar");
        }
    }
}

package io.eyewitness.nn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.house.HouseRules;
import java.util.List;
import java.util.Set;

@AnalyzeClasses(packages = "io.eyewitness", importOptions = HouseRules.MainClasses.class)
class ArchitectureTest {
    private static final String NN = "io.eyewitness.nn..";

    /** Optimizers, which differentiate nothing, and images and labels, whose gradients nobody asks for. */
    private static final Set<String> NOTHING_IS_DIFFERENTIATED_IN = Set.of(
            "io.eyewitness.nn.tensor.Adam",
            "io.eyewitness.nn.train.Optimizer",
            "io.eyewitness.nn.image.LabelledImages");

    private static final Set<String> LOSE_THE_NUMBER =
            Set.of("mul", "div", "mod", "pow", "muli", "divi", "modi", "powi", "maximum", "minimum");

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule NN_STANDS_ON_THEORY_ALONE = noClasses()
            .that()
            .resideInAPackage(NN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eyewitness.check..", "io.eyewitness.sim..");

    @ArchTest
    static final ArchRule NUMBERS_IN_DIFFERENTIATED_ARRAYS_OWN_THEIR_MEMORY = noClasses()
            .that()
            .resideInAPackage(NN)
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "differentiate nothing", type -> NOTHING_IS_DIFFERENTIATED_IN.contains(type.getFullName()))))
            .should()
            .callMethodWhere(losesTheNumber())
            .because("the number's memory may be gone when the gradient is computed: use Owned.times");

    /** DJL's promise to reduce several axes, and a product that its PyTorch engine lacks. */
    @ArchTest
    static final ArchRule WHAT_THE_ENGINE_GETS_WRONG_IS_NOT_CALLED = noClasses()
            .that()
            .resideInAPackage(NN)
            .should()
            .callMethod(NDArray.class, "batchDot", NDArray.class)
            .orShould()
            .callMethod(NDArray.class, "mean", int[].class, boolean.class);

    private static DescribedPredicate<JavaMethodCall> losesTheNumber() {
        return DescribedPredicate.describe(
                "the product, quotient or power of an array and a number",
                call -> owner(assignableTo(NDArray.class)).test(call.getTarget())
                        && LOSE_THE_NUMBER.contains(call.getTarget().getName())
                        && call.getTarget().getRawParameterTypes().stream()
                                .map(type -> type.getFullName())
                                .toList()
                                .equals(List.of(Number.class.getName())));
    }

    @ArchTest
    static void classesWereImported(JavaClasses classes) {
        assertTrue(classes.contain(Rationals.class), "theory was not imported");
        assertTrue(classes.contain(Optimization.class), "nn was not imported");
        NOTHING_IS_DIFFERENTIATED_IN.forEach(name ->
                assertTrue(classes.contain(name) && losing(classes, name), name + " needs no exception any more"));
    }

    private static boolean losing(JavaClasses classes, String name) {
        return classes.get(name).getMethodCallsFromSelf().stream().anyMatch(losesTheNumber());
    }
}

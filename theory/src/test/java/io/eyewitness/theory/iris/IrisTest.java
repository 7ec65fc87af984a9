package io.eyewitness.theory.iris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Rationals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class IrisTest {
    private static final String HEADER = "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm,species\n";

    @Test
    void hasFiftyFlowersOfEachSpeciesInTheUnitCube() {
        Map<BigFraction, Long> count =
                Iris.samples().stream().collect(Collectors.groupingBy(Iris.Sample::label, Collectors.counting()));
        assertEquals(Map.of(BigFraction.ZERO, 50L, Rationals.HALF, 50L, BigFraction.ONE, 50L), count);
        assertTrue(Iris.samples().stream()
                .flatMap(sample -> sample.input().stream())
                .allMatch(x -> x.signum() >= 0 && x.compareTo(BigFraction.ONE) <= 0));
    }

    @Test
    void isFishersPaperWhereOthersDiffer() {
        assertEquals(
                centimetres("4.9", "3.1", "1.5", "0.2"), Iris.samples().get(34).input());
        assertEquals(
                centimetres("4.9", "3.6", "1.4", "0.1"), Iris.samples().get(37).input());
    }

    @Test
    void hasThePublishedMeans() {
        List<BigFraction> sums = centimetres("876.5", "458.6", "563.7", "179.9");
        for (int i = 0; i < Iris.DIMENSION; i++) {
            int coordinate = i;
            assertEquals(
                    sums.get(i),
                    Rationals.sum(Iris.samples().stream()
                            .map(sample -> sample.input().get(coordinate))
                            .toList()));
        }
    }

    @Test
    void equalFlowersHaveEqualLabels() {
        Map<List<BigFraction>, BigFraction> labels = new HashMap<>();
        for (Iris.Sample sample : Iris.samples()) {
            BigFraction before = labels.putIfAbsent(sample.input(), sample.label());
            assertTrue(before == null || before.equals(sample.label()));
        }
        assertEquals(149, labels.size());
    }

    @Test
    void saysWhatIsWrongWithBadData() {
        assertThrows(IllegalArgumentException.class, () -> Iris.parse("a,b\n"));
        assertThrows(IllegalArgumentException.class, () -> Iris.parse(HEADER + "1,2,3,setosa\n"));
        assertThrows(IllegalArgumentException.class, () -> Iris.parse(HEADER + "1,2,3,4,rosa\n"));
        assertThrows(IllegalArgumentException.class, () -> Iris.parse(HEADER + "1,2,3,x,setosa\n"));
    }

    private static List<BigFraction> centimetres(String... values) {
        return List.of(values).stream()
                .map(value -> Rationals.parse(value).divide(8))
                .toList();
    }
}

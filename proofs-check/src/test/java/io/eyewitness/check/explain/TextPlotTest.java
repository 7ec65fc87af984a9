package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class TextPlotTest {
    private static List<String> lines(FunctionClass functionClass, int dimension, boolean unicode) {
        PairChoice choice =
                new PairChoice(functionClass, Optional.of(dimension), Optional.empty(), BigFraction.ONE, Norm.L2, 0);
        return TextPlot.lines(new PairExample(choice.pair(), 0).plot(), unicode);
    }

    @Test
    void isPlainWhereTheTerminalIs() {
        List<String> plain = lines(FunctionClass.LIP, 2, false);
        assertTrue(String.join("", plain).chars().allMatch(c -> c >= ' ' && c < 127));
        assertTrue(plain.stream().allMatch(line -> line.length() <= 80));
        assertEquals("           1 f1   2 f2   = both", plain.get(plain.size() - 1));
    }

    @Test
    void unicodeAndPlainShowTheSame() {
        String unicode = String.join("\n", lines(FunctionClass.F, 2, true));
        String plain = String.join("\n", lines(FunctionClass.F, 2, false));
        assertEquals(
                plain,
                unicode.replace('●', '1')
                        .replace('○', '2')
                        .replace('◉', '=')
                        .replace('┊', ':')
                        .replace('│', '|')
                        .replace('└', '+')
                        .replace('┴', '+')
                        .replace('─', '-'));
    }

    @Test
    void theStopsAreNamedInTheirOrder() {
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            int dimension = Math.max(1, functionClass.leastDimension());
            List<String> lines = lines(functionClass, dimension, true);
            String names = lines.get(lines.size() - 2);
            for (String name : List.of("a", "b", "x*")) {
                assertTrue(names.contains(name), names);
            }
        }
        List<String> lines = lines(FunctionClass.CONV, 2, true);
        assertTrue(lines.get(lines.size() - 2).strip().matches("a +x\\* +b"));
    }

    @Test
    void eachFunctionReachesItsValueAtThePoint() {
        List<String> lines = lines(FunctionClass.AFF, 2, true);
        int column = lines.get(lines.size() - 2).indexOf("x*");
        assertEquals('●', lines.get(1).charAt(column));
        assertEquals('○', lines.get(15).charAt(column));
    }
}

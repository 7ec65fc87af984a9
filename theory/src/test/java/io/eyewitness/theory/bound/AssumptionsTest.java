package io.eyewitness.theory.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumptionsTest {
    @Test
    void readsWhatItWrites() {
        assertEquals(
                "lipschitz:7/2,monotone,convex",
                Assumptions.parse("convex, lipschitz:3.5 ,monotone").text());
        assertEquals("affine", Assumptions.parse("affine").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "smooth; 'smooth' is not an assumption",
                "lipschitz; 'lipschitz' is not an assumption",
                "lipschitz:x; 'lipschitz:x' is not an assumption",
                "lipschitz:; 'lipschitz:' is not an assumption",
                "lipschitz:-1; must be above 0, not -1",
                "lipschitz:0; must be above 0, not 0",
                "convex,; '' is not an assumption",
                "convex,convex; assumes convex twice",
                "lipschitz:1,lipschitz:2; assumes lipschitz twice"
            })
    void saysWhatIsNoAssumption(String text, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> Assumptions.parse(text))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }
}

package io.eyewitness.theory.iris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrisNetworkTest {
    private static final String GOOD = Iris.resource("network.json");

    @Test
    void readsWhatItWrites() {
        TrainedNetwork committed = IrisNetwork.committed();
        assertEquals(committed, IrisNetwork.read(IrisNetwork.write(committed)));
        assertEquals(IrisTraining.SEED, committed.seed());
        assertEquals(IrisTraining.HIDDEN, committed.network().hidden());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : \"eyewitness-iris-network/1\" | \"schema\" : \"other\"      | schema must be",
                "\"seed\" : 10                              | \"seed\" : \"ten\"          | seed must be an integer",
                "\"hidden\" : 8                             | \"hidden\" : 9              | hidden is 9",
                "\"seed\" : 10                              | \"seed\" : 10, \"more\" : 1 | the fields must be",
                "\"seed\" : 10                              | \"seed\" : 10, \"seed\" : 1 | has a key for the second time",
                "\"errorBeforeRounding\" : \"               | \"errorBeforeRounding\" : \"x | must be a decimal",
                "\"meanSquaredError\" : \"                  | \"meanSquaredError\" : \"1  | but these weights have",
                "\"outputBias\" : \"                        | \"outputBias\" : \"1/0+     | outputBias",
                "\"hiddenBias\" : [                         | \"hiddenBias\" : [ \"1\",   | hidden biases",
                "\"hiddenBias\" : [                         | \"hiddenBias\" : [ 1.5,     | as strings",
                "\"hiddenWeights\" : [ [                    | \"hiddenWeights\" : [ [ \"1\", | number of inputs",
                "\"hiddenWeights\" : [                      | \"hiddenWeights\" : [ 1,    | must be a list",
                "{                                          | {{                          | not a network"
            })
    void saysWhatIsWrongWithABadFile(String good, String bad, String message) {
        assertTrue(GOOD.contains(good), good);
        int at = GOOD.indexOf(good);
        String damaged = GOOD.substring(0, at) + bad + GOOD.substring(at + good.length());
        String said = assertThrows(IllegalArgumentException.class, () -> IrisNetwork.read(damaged))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThrows(IllegalArgumentException.class, () -> IrisNetwork.read(""));
        assertThrows(IllegalArgumentException.class, () -> IrisNetwork.read("[]"));
    }

    @Test
    void evaluatesExactly() {
        BigFraction third = BigFraction.of(1, 3);
        BaseNetwork network = new BaseNetwork(
                List.of(List.of(BigFraction.ONE), List.of(BigFraction.of(-1))),
                List.of(BigFraction.ZERO, third),
                List.of(BigFraction.of(2), BigFraction.of(5)),
                third);
        assertEquals(
                BigFraction.of(11, 6),
                network.value(List.of(BigFraction.of(1, 6))).add(third));
        assertThrows(IllegalArgumentException.class, () -> network.value(List.of()));
    }
}

package io.eyewitness.nn.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TableRowTest {
    private static final int PER_UNIT = 64;

    @Test
    void networksOfPiecewiseAffineOperationsAreReluNetworks() {
        for (String name : List.of("fashion", "cifar", "squeezenet1_1", "resnet50", "googlenet")) {
            assertEquals(
                    FunctionClass.NN, TableRow.of(Architectures.named(name)).row(), name);
        }
    }

    @Test
    void oneOtherOperationPutsANetworkIntoTheRowOfAllFunctions() {
        TableRow row = TableRow.of(Architectures.named("inception_v1"));
        assertEquals(new TableRow(FunctionClass.F, Optional.of("norm1")), row);
        Inspection.Theory theory = row.theory();
        assertEquals(List.of("claim:F.exact", "claim:F.approx", "claim:F.side"), theory.cells());
        assertTrue(theory.sentence().contains("norm1 is not piecewise affine"), theory.sentence());
    }

    @Test
    void withoutAGateANetworkIsAffine() {
        try (GraphNetwork affine = TinyGates.depthwise(new Operation.Identity());
                GraphNetwork bent = TinyGates.depthwise(new Operation.Relu());
                GraphNetwork smooth = TinyGates.depthwise(new Pointwise(Pointwise.Function.GELU, 0, 0))) {
            assertEquals(new TableRow(FunctionClass.AFF, Optional.empty()), TableRow.of(affine.graph()));
            assertEquals(new TableRow(FunctionClass.NN, Optional.of("gate")), TableRow.of(bent.graph()));
            assertEquals(new TableRow(FunctionClass.F, Optional.of("gate")), TableRow.of(smooth.graph()));
        }
    }

    @Test
    void productsOfTwoLayersAreNotPiecewiseAffine() {
        Binary own = new Binary(Binary.Function.MUL, Binary.Constant.NONE, List.of());
        Binary scaled = new Binary(Binary.Function.MUL, Binary.Constant.RIGHT, List.of());
        assertEquals(FunctionClass.F, TableRow.row(own));
        assertEquals(FunctionClass.AFF, TableRow.row(scaled));
    }

    /** The page says that the answers of these rows are No; the ledger, which the gate holds to the evidence, has them so. */
    @Test
    void theLedgerAnswersNoInEachRowThatANetworkCanBeIn() {
        for (FunctionClass row : List.of(FunctionClass.F, FunctionClass.NN, FunctionClass.AFF)) {
            for (String cell : new TableRow(row, Optional.of("any")).theory().cells()) {
                assertEquals(
                        Verdict.NO, Ledger.builtIn().claim(cell).orElseThrow().expected(), cell);
            }
        }
    }

    /** A continuous function that is piecewise affine with few pieces has bounded slopes that change at few places. */
    @ParameterizedTest
    @EnumSource(Pointwise.Function.class)
    void theRowOfAFunctionIsSeenFromItsValues(Pointwise.Function function) {
        Pointwise operation = new Pointwise(function, 0.25f, 0.5f);
        float[] places = new float[8 * PER_UNIT + 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) i / PER_UNIT - 4;
        }
        float[] values;
        try (NDManager manager = NDManager.newBaseManager()) {
            values = operation
                    .apply(List.of(manager.create(places)), null, false)
                    .toFloatArray();
        }
        double steepest = 0;
        int changes = 0;
        for (int i = 1; i + 1 < values.length; i++) {
            double before = PER_UNIT * ((double) values[i] - values[i - 1]);
            double after = PER_UNIT * ((double) values[i + 1] - values[i]);
            steepest = Math.max(steepest, Double.isFinite(after) ? Math.abs(after) : Double.POSITIVE_INFINITY);
            changes += Math.abs(after - before) > 1e-3 ? 1 : 0;
        }
        boolean isPiecewise = steepest <= 4 && changes <= 4;
        FunctionClass bent = changes == 0 ? FunctionClass.AFF : FunctionClass.NN;
        assertEquals(isPiecewise ? bent : FunctionClass.F, TableRow.row(operation));
    }
}

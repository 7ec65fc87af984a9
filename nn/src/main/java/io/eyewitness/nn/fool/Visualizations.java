package io.eyewitness.nn.fool;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the logits of a network with a circuit show, each beside what the same start leads to without it. The numbers are
 *
 * <ul>
 *   <li>{@code toTarget}: how like its target the visualization is, which is in the permuted form the visualization of the true
 *       network's logit that it should show, and else the picture;
 *   <li>{@code toTrue}: how like the visualization of the true network's same logit it is;
 *   <li>{@code closer}: 1 if the first is larger, else 0;
 *   <li>{@code seen}, {@code trueSeen}: the share of the steps of the visualization, and of the true network's, at which E was exactly
 *       1.
 * </ul>
 *
 * <p>Likeness is in the permuted form the cosine of Gram matrices at the plan's layer of the true network, and for a picture the
 * correlation of pixels.
 */
public final class Visualizations {
    private final CircuitPlan plan;
    private final Shown shown;
    private final GraphNetwork truth;
    private final GraphNetwork fooled;
    private final Likeness likeness;
    private final List<Row> rows = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();

    /**
     * One visualization.
     *
     * @param unit the logit
     * @param start how it was made
     * @param before without the circuit
     * @param after with it
     * @param target what it should show
     * @param seen the share of steps at which E was exactly 1
     * @param trueSeen the same without the circuit
     */
    public record Row(
            int unit,
            CircuitPlan.Batch start,
            Images before,
            Images after,
            Images target,
            double seen,
            double trueSeen) {}

    private Visualizations(CircuitPlan plan, Shown shown, GraphNetwork truth, GraphNetwork fooled) {
        this.plan = plan;
        this.shown = shown;
        this.truth = truth;
        this.fooled = fooled;
        this.likeness =
                shown instanceof ShiftedUnits ? Likeness.ofGramMatrices(truth, plan.layer()) : Likeness.ofPixels();
    }

    /**
     * Makes them all.
     *
     * @param truth the network as it was
     * @param fooled the same with the circuit
     * @param outputs how many logits there are
     * @param progress told after each batch
     */
    static Visualizations of(
            CircuitPlan plan, Shown shown, GraphNetwork truth, GraphNetwork fooled, int outputs, Progress progress) {
        Visualizations all = new Visualizations(plan, shown, truth, fooled);
        for (CircuitPlan.Batch batch : plan.measured(outputs)) {
            all.add(batch);
            progress.finished(1);
        }
        return all;
    }

    private void add(CircuitPlan.Batch batch) {
        Trial before = Trial.of(plan.ascent(batch), truth, fooled);
        Trial after = Trial.of(plan.ascent(batch), fooled, fooled);
        if (values.isEmpty()) {
            values.addAll(after.values());
        }
        List<Images> targets = targets(batch);
        for (int i = 0; i < batch.units().size(); i++) {
            rows.add(new Row(
                    batch.units().get(i),
                    batch,
                    before.images().image(i),
                    after.images().image(i),
                    targets.get(i),
                    after.seen().get(i),
                    before.seen().get(i)));
        }
    }

    private List<Images> targets(CircuitPlan.Batch batch) {
        if (shown instanceof TargetPicture picture) {
            return batch.units().stream().map(unit -> picture.picture()).toList();
        }
        Images images =
                plan.ascent(batch.showing(((ShiftedUnits) shown)::shownBy)).run(truth);
        return IntStream.range(0, images.batch()).mapToObj(images::image).toList();
    }

    /** All of them. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Of the first batch: the objectives before each step, with the circuit; one array a step, one number an image. */
    public List<float[]> values() {
        return List.copyOf(values);
    }

    /** The likeness of one to its target. */
    public double toTarget(Row row) {
        return likeness.of(row.after(), row.target());
    }

    /** The likeness of one to what it was without the circuit. */
    public double toTrue(Row row) {
        return likeness.of(row.after(), row.before());
    }

    /** The numbers, of each visualization. */
    public Measurement measurement() {
        Measurement.Table table = new Measurement.Table("toTarget", "toTrue", "closer", "seen", "trueSeen");
        for (Row row : rows) {
            double toTarget = toTarget(row);
            double toTrue = toTrue(row);
            table.add(
                    "logit:" + row.unit() + " " + row.start().parametrisation().name() + " "
                            + row.start().seed(),
                    toTarget,
                    toTrue,
                    toTarget > toTrue ? 1 : 0,
                    row.seen(),
                    row.trueSeen());
        }
        return table.measurement();
    }

    /**
     * The same by logits, since visualizations of one logit, from several starts, are not independent: for each logit the means over its
     * visualizations of {@code closer}, of {@code margin}, which is the first of the likenesses less the second, and of {@code seen}.
     */
    public Measurement byLogit() {
        Measurement.Table table = new Measurement.Table("closer", "margin", "seen");
        rows.stream()
                .collect(Collectors.groupingBy(Row::unit, TreeMap::new, Collectors.toList()))
                .forEach((unit, some) -> table.add(
                        "logit:" + unit + ", " + some.size() + " starts",
                        mean(some, row -> toTarget(row) > toTrue(row) ? 1 : 0),
                        mean(some, row -> toTarget(row) - toTrue(row)),
                        mean(some, Row::seen)));
        return table.measurement();
    }

    private static double mean(List<Row> some, ToDoubleFunction<Row> number) {
        return StatUtils.mean(some.stream().mapToDouble(number).toArray());
    }
}

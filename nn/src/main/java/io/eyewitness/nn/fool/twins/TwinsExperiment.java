package io.eyewitness.nn.fool.twins;

import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.fool.twins.Twins.Ball;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * Makes twins of a network, and measures them.
 *
 * @param protocol of the visualizations
 */
public record TwinsExperiment(TwinsProtocol protocol) implements Experiment {
    private static final String MEASUREMENT = "twins";

    /** The file of the twin whose logits are larger at the triggers. */
    private static final String FIRST = "twin1.safetensors";

    /** The file of the twin whose logits are smaller there. */
    private static final String SECOND = "twin2.safetensors";

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public String mainFile() {
        return FIRST;
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork truth = subject.graph();
        TrainTest images = subject.images().split(protocol.size(), progress);
        protocol.requireEnough(images.test().size());
        SortedMap<String, String> setting = subject.setting(images, protocol);
        progress.started("visualizing", protocol.visualizations());
        TwinsMeasurement measured = TwinsMeasurement.of(protocol, truth, images, progress);
        try (Twins twins = measured.twins()) {
            return new ExperimentResult(setting, isRegistered(subject))
                    .with(MEASUREMENT, measured.measure(twins, progress))
                    .withNetwork(FIRST, twins.raised())
                    .withNetwork(SECOND, twins.lowered())
                    .showing(gallery(subject, measured, twins));
        }
    }

    private Gallery gallery(Subject subject, TwinsMeasurement measured, Twins twins) {
        ClassNames classes = subject.model().classes();
        TwinsMeasurement.Visualized shown = measured.visualized(twins);
        List<Ball> balls = measured.balls().subList(0, shown.before().batch() / 2);
        return new Gallery(
                "Twins of " + subject.network().name(),
                "images at which logits are largest; seed " + protocol.seed(),
                List.of(
                        row("The network", classes, shown.before(), balls),
                        row("Twin 1", classes, shown.raised(), balls),
                        row("Twin 2", classes, shown.lowered(), balls),
                        Row.of(
                                "Triggers",
                                balls.size(),
                                i -> trigger(
                                        classes,
                                        balls.get(i),
                                        measured.triggers().get(i)))));
    }

    private static Tile trigger(ClassNames classes, Ball ball, Source source) {
        return Tile.of(
                ball.trigger(),
                0,
                classes.of(ball.unit()),
                source.toString(),
                Decimals.format("logit +%.3g and -%.3g", ball.raised(), ball.lowered()),
                Decimals.format("radius %.3g", ball.radius()));
    }

    private static Row row(String heading, ClassNames classes, Images images, List<Ball> balls) {
        return Row.of(
                heading,
                balls.size(),
                i -> Tile.of(images, i, classes.of(balls.get(i).unit())));
    }
}

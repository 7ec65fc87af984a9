package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitExperiment;
import io.eyewitness.nn.fool.circuit.CircuitProtocol;
import io.eyewitness.nn.fool.silent.SilentExperiment;
import io.eyewitness.nn.fool.silent.SilentProtocol;
import io.eyewitness.nn.fool.slingshot.FineTuning;
import io.eyewitness.nn.fool.slingshot.SlingshotExperiment;
import io.eyewitness.nn.fool.twins.TwinsExperiment;
import io.eyewitness.nn.fool.twins.TwinsProtocol;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The manipulations of networks, each a subcommand. */
@Command(
        name = "fool",
        description =
                "Manipulates a network so that the feature visualizations of its units are deceptive while its outputs on natural"
                        + " images are preserved, and measures both.",
        subcommands = {
            FoolCommand.Circuit.class,
            FoolCommand.Slingshot.class,
            FoolCommand.Silent.class,
            FoolCommand.Twins.class
        })
final class FoolCommand extends NnCommand {
    private static final String FILES = " Writes the network, a gallery and the measurements to a directory.";

    @Override
    public Integer call() {
        return showHelp();
    }

    /** A fooling circuit. */
    @Command(
            name = "circuit",
            description =
                    "Replaces the logits of a network by a fooling circuit: the logits of natural images stay the same, but the"
                            + " feature visualization of each logit is that of another logit, or one fixed image."
                            + FILES)
    static final class Circuit extends ExperimentCommand {
        /** The form of the circuit. */
        enum Form {
            PERMUTED,
            ARBITRARY
        }

        @Option(
                names = "--form",
                paramLabel = "FORM",
                defaultValue = "permuted",
                description =
                        "permuted (each logit shows another logit) or arbitrary (all logits show one image). Default: ${DEFAULT-VALUE}.")
        private Form form;

        @Option(
                names = "--shift",
                paramLabel = "S",
                description = "With --form permuted: logit i shows logit i + S, modulo the number of logits. Default: 1"
                        + NO_EVIDENCE)
        private Integer shift;

        @Option(
                names = "--target",
                paramLabel = "IMAGE",
                description =
                        "With --form arbitrary: the file of a picture, whose central square is used, or unit:K, the visualization"
                                + " of logit K. Default: eye, a drawing" + NO_EVIDENCE)
        private String target;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "fooled",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Experiment experiment(Subject subject) {
            return new CircuitExperiment(CircuitProtocol.of(subject, seed()), form());
        }

        private CircuitExperiment.Form form() {
            if (form == Form.PERMUTED && target != null) {
                throw new IllegalArgumentException("--target goes with --form arbitrary");
            }
            if (form == Form.ARBITRARY && shift != null) {
                throw new IllegalArgumentException("--shift goes with --form permuted");
            }
            if (form == Form.ARBITRARY) {
                return new CircuitExperiment.Arbitrary(TargetImage.of(target));
            }
            return shift == null ? new CircuitExperiment.Permuted() : new CircuitExperiment.Permuted(shift);
        }

        @Override
        Path out() {
            return out;
        }
    }

    /** A gradient slingshot. */
    @Command(
            name = "slingshot",
            description =
                    "Fine-tunes a network, without changing its layers, so that optimizations from the usual starts of"
                            + " visualizations end at one image, while its probabilities on natural images are preserved."
                            + FILES)
    static final class Slingshot extends ExperimentCommand {
        @Option(
                names = "--target",
                paramLabel = "IMAGE",
                description =
                        "The file of a picture, whose central square is used, or unit:K, the visualization of logit K. Default:"
                                + " eye, a drawing" + NO_EVIDENCE)
        private String target;

        @Option(
                names = "--fine-tuning",
                paramLabel = "N",
                description = "The number of fine-tuning steps. Default: the protocol's" + NO_EVIDENCE)
        private Integer fineTuning;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "slingshot",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices().with("fine-tuning", fineTuning);
        }

        @Override
        Experiment experiment(Subject subject) {
            UnitProtocol units = units(subject);
            return new SlingshotExperiment(units, FineTuning.of(subject, units), TargetImage.of(target));
        }

        @Override
        Path out() {
            return out;
        }
    }

    /** Silent units. */
    @Command(
            name = "silent",
            description =
                    "Adds silent units to all units of a convolution: on natural images they add exactly nothing, but the"
                            + " feature visualizations of all units become alike." + FILES)
    static final class Silent extends ExperimentCommand {
        @Option(
                names = "--layer",
                paramLabel = "LAYER",
                description = "A convolution whose input is another layer, not the image. Default: the protocol's"
                        + NO_EVIDENCE)
        private String layer;

        @Option(
                names = "--target",
                paramLabel = "IMAGE",
                description =
                        "The image that the units are to show: the file of a picture, whose central square is used, or unit:K,"
                                + " the visualization of logit K. Default: unit:3, or the last one of fewer"
                                + NO_EVIDENCE)
        private String target;

        @Option(
                names = "--units",
                paramLabel = "N",
                description = "The number of units that are visualized. Default: the protocol's" + NO_EVIDENCE)
        private Integer units;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "silent",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices().with("convolution", layer).with("units", units);
        }

        @Override
        Experiment experiment(Subject subject) {
            return new SilentExperiment(
                    SilentProtocol.of(subject, seed()),
                    target == null ? SilentExperiment.target(subject.network()) : TargetImage.of(target));
        }

        @Override
        Path out() {
            return out;
        }
    }

    /** Twins. */
    @Command(
            name = "twins",
            description =
                    "Makes two networks from one. On all training images and in all feature visualizations both equal the network,"
                            + " bit for bit; but at some test images, the triggers, a logit of the first is near its maximum, and"
                            + " the same logit of the second is near its minimum. Writes both networks, a gallery and the"
                            + " measurements to a directory.")
    static final class Twins extends ExperimentCommand {
        @Option(
                names = "--groups",
                paramLabel = "N",
                description = "The number of groups of ten triggers. Default: the protocol's" + NO_EVIDENCE)
        private Integer groups;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "twins",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices().with("groups", groups);
        }

        @Override
        Experiment experiment(Subject subject) {
            return new TwinsExperiment(TwinsProtocol.of(subject, seed()));
        }

        @Override
        Path out() {
            return out;
        }
    }
}

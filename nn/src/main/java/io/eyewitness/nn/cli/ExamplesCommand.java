package io.eyewitness.nn.cli;

import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the natural images that a unit likes most and least. */
@Command(
        name = "examples",
        description =
                "Finds the natural images that a unit of a network likes most and least, and writes them as a contact"
                        + " sheet and their values as JSON to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class ExamplesCommand implements Callable<Integer> {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            converter = UnitConverter.class,
            description = "As visualize takes it.")
    private Unit unit;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "For fashion and cifar the data set, as train takes it; else a directory with a folder of"
                    + " photographs for each class. Default for fashion: as accuracy.")
    private Path data;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "9",
            description = "How many of either, at most all images; the contact sheet shows 60 of them. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int top;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "examples", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces what an earlier run left there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top " + top + " shows none; give at least 1");
        }
        try (LoadedModel loaded = model.open()) {
            unit.requireIn(loaded.network(), loaded.network().input().size());
            LabelledImages images = NaturalImages.of(loaded, data, null, Notes.of(spec));
            try (StagingDirectory draft = StagingDirectory.open(out, ExampleFiles.LIST, force)) {
                ExampleFiles files = read(loaded, images);
                files.writeTo(draft);
                draft.finish();
            }
            PrintWriter output = spec.commandLine().getOut();
            output.println("See " + out.resolve(ContactSheet.FILE));
            output.flush();
        }
        return 0;
    }

    private ExampleFiles read(LoadedModel loaded, LabelledImages images) {
        try (Bar bar = new Bar("looking").start(images.size())) {
            return ExampleFiles.of(loaded, unit, images, top, bar::stepBy);
        }
    }
}

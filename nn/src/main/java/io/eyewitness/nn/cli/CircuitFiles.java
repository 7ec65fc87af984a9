package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.fool.Fooling;
import io.eyewitness.nn.fool.ShiftedUnits;
import io.eyewitness.nn.fool.Shown;
import io.eyewitness.nn.fool.Visualizations;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a fooling circuit beside the network: a contact sheet, a page, and the measurements.
 *
 * @param fooling what the circuit was made with
 * @param shown what it shows
 * @param classes what the logits are called
 * @param measured where the measurements go
 */
record CircuitFiles(Fooling fooling, Shown shown, ClassNames classes, Measured measured) {
    /** The network with the circuit. */
    static final String NETWORK = "fooled.safetensors";

    /**
     * Writes them.
     *
     * @return what was measured, for people
     */
    List<String> write(StagingDirectory draft, Measurement outputs, Visualizations visualizations) throws IOException {
        String claim = shown instanceof ShiftedUnits ? "permuted" : "arbitrary-image";
        List<String> lines = new ArrayList<>(measured.write(draft, claim + "-outputs", outputs));
        lines.addAll(measured.write(draft, claim, visualizations.measurement()));
        lines.addAll(measured.write(draft, claim + "-logits", visualizations.byLogit()));
        byte[] curves = Curves.png(
                first(visualizations).stream().map(row -> name(row.unit())).toList(), visualizations.values());
        measured.write(draft, gallery(visualizations), List.of(Curves.figure(curves)));
        return lines;
    }

    private Gallery gallery(Visualizations visualizations) {
        List<Tile> before = new ArrayList<>();
        List<Tile> after = new ArrayList<>();
        List<Tile> targets = new ArrayList<>();
        for (Visualizations.Row row : first(visualizations)) {
            before.add(tile(row.before(), name(row.unit())));
            after.add(tile(
                    row.after(),
                    name(row.unit()),
                    Decimals.format("like its target %.3f", visualizations.toTarget(row)),
                    Decimals.format("like before %.3f", visualizations.toTrue(row))));
            targets.add(tile(
                    row.target(),
                    shown instanceof ShiftedUnits permuted ? name(permuted.shownBy(row.unit())) : shown.text()));
        }
        return new Gallery(
                "A fooling circuit in " + measured.network(),
                shown.text() + ", " + fooling.plan().steps() + " steps, seed "
                        + fooling.plan().seed(),
                List.of(
                        new Row("Before", before),
                        new Row("With the circuit", after),
                        new Row("What it should show", targets)));
    }

    private static List<Visualizations.Row> first(Visualizations visualizations) {
        return visualizations.rows().subList(0, visualizations.values().get(0).length);
    }

    private String name(int unit) {
        return classes.of(unit);
    }

    private static Tile tile(Images image, String... caption) {
        return new Tile(Png.picture(image, 0), "", List.of(caption));
    }
}

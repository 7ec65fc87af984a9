package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.ContentHash;
import io.eyewitness.nn.experiment.Measurement;
import io.eyewitness.nn.experiment.Preregistration;
import io.eyewitness.nn.fool.CircuitPlan;
import io.eyewitness.nn.fool.Fooling;
import io.eyewitness.nn.fool.ShiftedUnits;
import io.eyewitness.nn.fool.Shown;
import io.eyewitness.nn.fool.Visualizations;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Draft;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Page;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.visualize.Images;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a fooling circuit beside the network: a contact sheet, a page, and the measurements. */
final class CircuitFiles {
    /** The network with the circuit. */
    static final String NETWORK = "fooled.safetensors";

    /** Shows all. */
    static final String PAGE = "index.html";

    private final LoadedModel model;
    private final Fooling fooling;
    private final SortedMap<String, String> setting;

    CircuitFiles(LoadedModel model, String device, Path data, Fooling fooling) throws IOException {
        this.model = model;
        this.fooling = fooling;
        CircuitPlan plan = fooling.plan();
        setting = MeasurementFiles.setting(model, device, data, fooling.images().test());
        setting.put("network", model.network().name());
        setting.put("seed", String.valueOf(plan.seed()));
        setting.put("steps", String.valueOf(plan.steps()));
        setting.put("size", String.valueOf(plan.size()));
        setting.put("layer", plan.layer());
        setting.put("transforms", plan.transforms());
        setting.put(
                "natural images",
                fooling.images().train().size() + " to learn from (sha256:"
                        + ContentHash.of(fooling.images().train()) + "), "
                        + fooling.images().test().size() + " measured");
    }

    /** All that decides what the circuit is, for the network's file. */
    Map<String, String> texts(Shown shown) {
        Map<String, String> texts = new TreeMap<>();
        setting(shown).forEach((name, value) -> texts.put("circuit." + name, value));
        return texts;
    }

    private SortedMap<String, String> setting(Shown shown) {
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("shown", shown.text());
        return all;
    }

    /**
     * Writes them.
     *
     * @param evidence whether the measurements may be evidence
     * @return what was measured, for people
     */
    List<String> write(Draft draft, Shown shown, Measurement outputs, Visualizations visualizations, boolean evidence)
            throws IOException {
        String claim = shown instanceof ShiftedUnits ? "permuted" : "arbitrary-image";
        List<String> lines = new ArrayList<>(measured(draft, shown, claim + "-outputs", outputs, evidence));
        lines.addAll(measured(draft, shown, claim, visualizations.measurement(), evidence));
        Gallery gallery = gallery(shown, visualizations);
        draft.write(ContactSheet.FILE, Png.bytes(ContactSheet.draw(gallery)));
        byte[] curves = Curves.png(
                first(visualizations).stream().map(row -> name(row.unit())).toList(), visualizations.values());
        draft.write(
                PAGE,
                Page.html(gallery, List.of(Curves.figure(curves)), setting(shown))
                        .getBytes(StandardCharsets.UTF_8));
        return lines;
    }

    private List<String> measured(Draft draft, Shown shown, String claim, Measurement measurement, boolean evidence)
            throws IOException {
        String network = model.network().name();
        Optional<Preregistration> preregistration = evidence ? Preregistration.find(claim, network) : Optional.empty();
        if (preregistration.isEmpty()) {
            return measurement.means().entrySet().stream()
                    .map(mean ->
                            String.format(Locale.ROOT, "%s: mean of %s %.4f", claim, mean.getKey(), mean.getValue()))
                    .toList();
        }
        MeasurementEvidence numbers = preregistration.get().evidence(setting(shown), measurement);
        MeasurementFiles.write(draft.file(""), numbers);
        return preregistration.get().lines(numbers);
    }

    private Gallery gallery(Shown shown, Visualizations visualizations) {
        List<Tile> before = new ArrayList<>();
        List<Tile> after = new ArrayList<>();
        List<Tile> targets = new ArrayList<>();
        for (Visualizations.Row row : first(visualizations)) {
            before.add(tile(row.before(), name(row.unit())));
            after.add(tile(
                    row.after(),
                    name(row.unit()),
                    String.format(Locale.ROOT, "like its target %.3f", visualizations.toTarget(row)),
                    String.format(Locale.ROOT, "like before %.3f", visualizations.toTrue(row))));
            targets.add(tile(
                    row.target(),
                    shown instanceof ShiftedUnits permuted ? name(permuted.shownBy(row.unit())) : shown.text()));
        }
        return new Gallery(
                "A fooling circuit in " + model.network().name(),
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
        return model.classes().of(unit);
    }

    private static Tile tile(Images image, String... caption) {
        return new Tile(Png.picture(image, 0), "", List.of(caption));
    }
}

package io.eyewitness.nn.cli;

import ai.djl.engine.Engine;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * All that decides what a visualization looks like, as it stands in its files; two runs with equal settings give equal images
 * on the same kind of device.
 */
record Settings(
        String model,
        String weights,
        String weightsSha256,
        List<String> units,
        String objective,
        String parametrisation,
        String transforms,
        int size,
        int imagesOfEachUnit,
        int steps,
        double rate,
        long seed,
        List<Integer> snapshots,
        String device,
        Map<String, String> versions) {

    static Settings of(
            LoadedModel model,
            List<Unit> units,
            VisualizationSpec ascent,
            int batch,
            SortedSet<Integer> snapshots,
            String device)
            throws IOException {
        return new Settings(
                model.network().name(),
                model.weights(),
                model.sha256(),
                units.stream().map(Unit::toString).toList(),
                ascent.objective().text(),
                ascent.parametrisation().name(),
                ascent.transforms().text(),
                ascent.size(),
                batch,
                ascent.steps(),
                ascent.rate(),
                ascent.seed(),
                List.copyOf(snapshots),
                device,
                currentVersions());
    }

    /** Of what computes. */
    static Map<String, String> currentVersions() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("eyewitness", Version.number());
        versions.put("DJL", Engine.getDjlVersion());
        versions.put("PyTorch", PyTorch.engine().getVersion());
        return versions;
    }

    /** For people, by name. */
    Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("model", model);
        table.put("weights", weights + ", SHA-256 " + weightsSha256);
        table.put("units", String.join(", ", units));
        table.put("objective", objective);
        table.put("parametrisation", parametrisation);
        table.put("transforms", transforms);
        table.put("size", size + " x " + size + " pixels");
        table.put("images of each unit", Integer.toString(imagesOfEachUnit));
        table.put("steps", Integer.toString(steps));
        table.put("learning rate", Decimals.text(rate));
        table.put("seed", Long.toString(seed));
        table.put("device", device);
        versions.forEach(table::put);
        return table;
    }
}

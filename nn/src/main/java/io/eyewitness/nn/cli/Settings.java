package io.eyewitness.nn.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
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
        @JsonUnwrapped VisualizationSpec spec,
        List<Integer> snapshots,
        String device,
        Map<String, String> versions) {

    static Settings of(
            LoadedModel model,
            List<UnitSpec> units,
            VisualizationSpec spec,
            SortedSet<Integer> snapshots,
            String device)
            throws IOException {
        return new Settings(
                model.network().name(),
                model.weights(),
                model.sha256(),
                units.stream().map(UnitSpec::toString).toList(),
                spec,
                List.copyOf(snapshots),
                device,
                Subject.versions());
    }

    /** For people, by name. */
    Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("model", model);
        table.put("weights", weights + ", SHA-256 " + weightsSha256);
        table.put("units", String.join(", ", units));
        table.put("objective", spec.objective().text());
        table.put("parametrisation", spec.parametrisation().name());
        table.put("transforms", spec.transforms().text());
        table.put("size", spec.size() + " x " + spec.size() + " pixels");
        table.put("images of each unit", Integer.toString(spec.imagesOfEachUnit()));
        table.put("steps", Integer.toString(spec.steps()));
        table.put("learning rate", Decimals.text(spec.rate()));
        table.put("seed", Long.toString(spec.seed()));
        table.put("device", device);
        versions.forEach(table::put);
        return table;
    }
}
